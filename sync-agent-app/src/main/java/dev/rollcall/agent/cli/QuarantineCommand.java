package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.health.Json;
import dev.rollcall.agent.journal.HeldRecord;
import dev.rollcall.agent.wiring.View;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What was not understood. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = "Shows records that were not understood, and translates them again after an upgrade.",
        subcommands = {QuarantineCommand.ListCommand.class, QuarantineCommand.ReplayCommand.class})
final class QuarantineCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: quarantine list or quarantine replay.");
    }

    /** A record, as it is listed. */
    record Listed(
            long id,
            String device,
            String deviceName,
            String seenAt,
            String channel,
            int bytes,
            String sha256,
            String reason) {

        static Listed of(HeldRecord held) {
            return new Listed(
                    held.id(),
                    held.device().value(),
                    held.deviceName(),
                    held.seenAt().toString(),
                    held.record().context().channel().name(),
                    held.record().raw().toByteArray().length,
                    held.digest(),
                    held.record().reason());
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "%d %s, seen %s, %d bytes, SHA-256 %s: %s",
                    id,
                    deviceName,
                    seenAt,
                    bytes,
                    sha256,
                    reason);
        }
    }

    /** Lists. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists records that were not understood. Works beside a running agent.")
    static final class ListCommand implements Callable<Integer> {

        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private QuarantineCommand parent;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Option(names = "--json", description = "Prints JSON for a machine to read.")
        private boolean json;

        @Option(
                names = "--show",
                paramLabel = "ID",
                description = "Prints the bytes of this record as they came, which may name people.")
        private @Nullable Long show;

        @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "Most records. Default: 100.")
        private int limit;

        @Override
        public Integer call() {
            Typed typed = new Typed();
            if (limit < 1) {
                typed.problem("--limit " + limit + " lists nothing: write 1 or more.");
            }
            typed.check(spec);
            View view = new View(parent.root.config());
            PrintWriter out = spec.commandLine().getOut();
            if (show != null) {
                return show(view, show, out);
            }
            List<Listed> listed =
                    view.quarantine(limit).stream().map(Listed::of).toList();
            if (json) {
                out.print(Json.of(listed));
            } else {
                listed.forEach(record -> out.println(record.text()));
                out.println(listed.size() + (listed.size() == limit ? " records; --limit shows more" : " records"));
            }
            out.flush();
            return ExitCode.FINE;
        }

        private int show(View view, long id, PrintWriter out) {
            HeldRecord held = view.quarantined(id);
            if (held == null) {
                spec.commandLine()
                        .getErr()
                        .println("No record has the number " + id + "; 'quarantine list' tells them.");
                return ExitCode.INCOMPLETE;
            }
            out.println(held.record().raw().text());
            out.flush();
            return ExitCode.FINE;
        }
    }

    /** Translates again. */
    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description =
                    "Translates records again with this version. A running agent is asked to do it. After an upgrade "
                            + "this is done once by itself.")
    static final class ReplayCommand implements Callable<Integer> {

        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private QuarantineCommand parent;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Option(names = "--all", description = "All records.")
        private boolean all;

        @Option(names = "--id", paramLabel = "ID", arity = "1..*", description = "Those of these numbers.")
        private List<Long> ids = List.of();

        @Option(names = "--json", description = "Prints JSON for a machine to read.")
        private boolean json;

        @Override
        public Integer call() {
            Typed typed = new Typed();
            if (all == !ids.isEmpty()) {
                typed.problem("Say which: either --all or --id ID.");
            }
            typed.check(spec);
            return new Counter(parent.root.config(), spec).perform(new Order.Replay(ids, json));
        }
    }
}
