package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.export.PunchExport;
import dev.rollcall.agent.export.RowWriter;
import dev.rollcall.agent.wiring.View;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes journaled punches for other programs. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes all journaled punches as CSV or JSON lines. Works beside a running agent.",
            "They are in the order of their local times. CSV is as RFC 4180 has it, and cells that a spreadsheet would take for a "
                    + "formula begin with an apostrophe; JSON lines keep every value as it is."
        })
final class ExportCommand implements Callable<Integer> {

    private enum Format {
        csv,
        jsonl
    }

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--format", paramLabel = "csv|jsonl", required = true, description = "csv or jsonl.")
    @SuppressWarnings("NullAway.Init")
    private Format format;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "The first moment, by the device's clock: 2026-01-01 or 2026-01-01T08:00. Default: the beginning.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "The end, by the device's clock; a day alone is exported whole. Default: the end.")
    private @Nullable String to;

    @Option(names = "--device", paramLabel = "NAME", description = "Only this device, by name or key. Default: all.")
    private @Nullable String device;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write, in UTF-8. Default: standard output.")
    private @Nullable Path file;

    @Option(
            names = "--all",
            description = "Also what is no punch: refusals, doors, power, clock and operations of the device.")
    private boolean all;

    @Override
    public Integer call() {
        AgentConfig config = root.config();
        Typed typed = new Typed();
        LocalDateTime start = typed.time("--from", from, false);
        LocalDateTime end = typed.time("--to", to, true);
        typed.order(start, end);
        typed.check(spec);
        PunchExport.Choice choice = new PunchExport.Choice(start, end, device, !all);
        try {
            if (file == null) {
                PrintWriter out = spec.commandLine().getOut();
                write(config, choice, out);
                return out.checkError() ? failed("Standard output was closed before all was written.") : ExitCode.FINE;
            }
            long rows = writeFile(config, choice, file);
            spec.commandLine().getErr().println(rows + " rows written to " + file);
            return ExitCode.FINE;
        } catch (IOException | UncheckedIOException broken) {
            return failed("The export cannot be written to " + (file == null ? "standard output" : file) + ": "
                    + broken.getMessage() + ". Check that the folder exists and that there is space.");
        }
    }

    /** Writes beside the file and moves it there once it is whole, so that nobody reads half of it. */
    private long writeFile(AgentConfig config, PunchExport.Choice choice, Path target) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            long rows;
            try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                rows = write(config, choice, out);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            return rows;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private long write(AgentConfig config, PunchExport.Choice choice, Writer out) throws IOException {
        RowWriter rows = format == Format.csv ? RowWriter.csv(out) : RowWriter.jsonLines(out);
        long written = new View(config).punches(0L, log -> {
            try {
                return new PunchExport(log).write(choice, rows);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
        out.flush();
        return written;
    }

    private int failed(String text) {
        spec.commandLine().getErr().println(text);
        return ExitCode.INCOMPLETE;
    }
}
