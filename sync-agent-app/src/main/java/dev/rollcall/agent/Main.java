package dev.rollcall.agent;

import dev.rollcall.agent.cli.RootCommand;

/** Starts the agent from the command line. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(RootCommand.commandLine(System.getenv()).execute(args));
    }
}
