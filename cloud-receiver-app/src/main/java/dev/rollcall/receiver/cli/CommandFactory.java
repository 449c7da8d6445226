package dev.rollcall.receiver.cli;

import picocli.CommandLine;

/** Makes commands, and gives those that need one the terminal. */
final class CommandFactory implements CommandLine.IFactory {

    private final Terminal terminal;

    CommandFactory(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == TokenCommand.class) {
            return type.cast(new TokenCommand(terminal));
        }
        if (type == DeviceCommand.class) {
            return type.cast(new DeviceCommand(terminal));
        }
        if (type == InboxCommand.class) {
            return type.cast(new InboxCommand(terminal));
        }
        if (type == DevicePullCommand.class) {
            return type.cast(new DevicePullCommand(terminal));
        }
        if (type == UserCommand.class) {
            return type.cast(new UserCommand(terminal));
        }
        if (type == DatabaseCommands.Migrate.class) {
            return type.cast(new DatabaseCommands.Migrate(terminal));
        }
        if (type == DatabaseCommands.Check.class) {
            return type.cast(new DatabaseCommands.Check(terminal));
        }
        if (type == VerifyStatementCommand.class) {
            return type.cast(new VerifyStatementCommand(terminal));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
