package dev.rollcall.agent.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Why a person accepts something, as it is typed. */
final class Reason {

    @Option(
            names = "--why",
            paramLabel = "TEXT",
            required = true,
            description = "Your reason, for whoever asks later, such as what the people concerned have said.")
    private String why = "";

    /** Returns it; ends the command if it is none. */
    String checked(CommandSpec spec) {
        Typed typed = new Typed();
        typed.reason(why);
        typed.check(spec);
        return why.strip();
    }
}
