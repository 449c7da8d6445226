package dev.rollcall.receiver.cli;

import picocli.CommandLine;

/** All subcommands. */
@CommandLine.Command(
        name = "cloud-receiver",
        mixinStandardHelpOptions = true,
        description = "Receives attendance events and stores each exactly once. Without a subcommand it serves.",
        footer = {
            "",
            "Settings are given as when serving, for example --rollcall.data-dir=/var/lib/rollcall or"
                    + " --spring.datasource.url=jdbc:postgresql://host/database.",
            "Exit codes: 0 fine, 1 it could not be done, 2 wrong usage or configuration."
        },
        subcommands = {
            TokenCommand.class,
            DeviceCommand.class,
            InboxCommand.class,
            DevicePullCommand.class,
            UserCommand.class,
            DatabaseCommands.Migrate.class,
            DatabaseCommands.Check.class,
            VerifyStatementCommand.class
        })
final class ReceiverCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
    }
}
