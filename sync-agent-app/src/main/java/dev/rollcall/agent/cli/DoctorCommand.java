package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.InvalidConfigException;
import dev.rollcall.agent.doctor.Diagnosis;
import dev.rollcall.agent.health.Json;
import dev.rollcall.agent.journal.JournalException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
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
        description =
                "Looks at this computer, the receiver and each device, and says what to do where something is not well. "
                        + "A running agent is asked to do it. Exits 0 if there is at most advice.")
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
        AgentConfig config;
        try {
            config = root.config();
        } catch (InvalidConfigException invalid) {
            return tell(Diagnosis.of(invalid));
        }
        Typed typed = new Typed();
        typed.device(config, retry);
        typed.check(spec);
        try {
            return new Counter(config, spec, json ? UnaryOperator.identity() : root::shown)
                    .perform(new Order.Examine(retry, json));
        } catch (JournalException unusable) {
            return tell(Diagnosis.ofUnusableFolder(config, String.valueOf(unusable.getMessage())));
        }
    }

    private int tell(Diagnosis diagnosis) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Json.of(diagnosis) : root.shown(diagnosis.text()));
        out.flush();
        return diagnosis.exitCode();
    }
}
