package dev.rollcall.agent;

import dev.rollcall.agent.cli.RootCommand;
import dev.rollcall.agent.wiring.NameLookups;

/** Starts the agent from the command line. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        NameLookups.forgetSoon();
        System.exit(RootCommand.commandLine(System.getenv()).execute(args));
    }

    /** Ends the agent in order, from another thread: how the service of Windows stops it. */
    public static void stop(String[] args) {
        System.exit(0);
    }
}
