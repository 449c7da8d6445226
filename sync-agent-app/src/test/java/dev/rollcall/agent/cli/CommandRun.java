package dev.rollcall.agent.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Runs commands in this process, as a person would type them. */
public final class CommandRun {

    private CommandRun() {}

    /** Returns the words of a command about the agent of a configuration. */
    public static String[] on(Path configuration, String... command) {
        return Stream.concat(Stream.of("--config", configuration.toString()), Stream.of(command))
                .toArray(String[]::new);
    }

    /** Runs a command; returns its exit code. What it prints is added to what was printed before. */
    public static int of(CommandLine line, StringWriter out, StringWriter err, String... words) {
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(words);
    }
}
