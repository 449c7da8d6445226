package dev.rollcall.receiver.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Runs subcommands. Arguments with a dot in their name ({@code --rollcall.data-dir=…}) are Spring's, as when serving. */
public final class CommandLineDoor {

    private static final Predicate<String> IS_SETTING =
            Pattern.compile("--[a-z]+[a-zA-Z0-9_-]*\\.[^ ]*").asMatchPredicate();

    private CommandLineDoor() {}

    /** Tells whether these arguments ask for a subcommand or for help rather than for serving. */
    public static boolean isCommand(String... args) {
        return Arrays.stream(args).anyMatch(IS_SETTING.negate().and(argument -> !argument.isBlank()));
    }

    /**
     * Runs a subcommand.
     *
     * @return the exit code: 0 fine, 1 it could not be done, 2 wrong usage or configuration
     */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        return run(args, out, err, PasswordEntry.ofThisProcess());
    }

    static int run(String[] args, PrintWriter out, PrintWriter err, PasswordEntry passwords) {
        String[] settings = Arrays.stream(args).filter(IS_SETTING).toArray(String[]::new);
        String[] words = Arrays.stream(args).filter(IS_SETTING.negate()).toArray(String[]::new);
        Terminal terminal = new Terminal(out, err, passwords, settings);
        CommandLine command = new CommandLine(new ReceiverCommand(), new CommandFactory(terminal));
        command.setOut(out);
        command.setErr(err);
        command.setExecutionExceptionHandler((exception, where, parsed) -> terminal.explain(exception));
        return command.execute(words);
    }
}
