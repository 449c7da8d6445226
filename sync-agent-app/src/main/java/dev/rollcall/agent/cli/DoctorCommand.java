package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.config.AgentConfig;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Looks for what is wrong. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Asks each device and the receiver whether all is well, and says what to do where it is not. "
                + "A running agent is asked to do it.")
final class DoctorCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--retry",
            paramLabel = "DEVICE",
            description = "Lets the password of this device be tried again, after you have corrected it.")
    private @Nullable String retry;

    @Option(names = "--json", description = "Prints JSON for a machine to read.")
    private boolean json;

    @Override
    public Integer call() {
        AgentConfig config = root.config();
        Typed typed = new Typed();
        typed.device(config, retry);
        typed.check(spec);
        return new Counter(config, spec).perform(new Order.Examine(retry, json));
    }
}
