package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.Order;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Reads all devices once and delivers. */
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        description = "Reads all devices once and delivers. Exits with 0 only when everything collected is settled. "
                + "A running agent is asked to do it.")
final class SyncCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--json", description = "Prints JSON for a machine to read.")
    private boolean json;

    @Override
    public Integer call() {
        return new Counter(root.config(), spec).perform(new Order.Sync(json));
    }
}
