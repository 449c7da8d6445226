package dev.rollcall.receiver.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What a command ends with when it was typed wrongly. */
final class WrongUsage {

    private WrongUsage() {}

    /** @param spec the command, as picocli has handed it over */
    static CommandLine.ParameterException of(CommandLine.Model.@Nullable CommandSpec spec, String message) {
        if (spec == null) {
            throw new IllegalStateException("picocli did not hand over its description of this command");
        }
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
