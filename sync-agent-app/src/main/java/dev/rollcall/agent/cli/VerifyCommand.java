package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.config.AgentConfig;
import java.time.LocalDateTime;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Compares device, journal and receiver. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Compares device, journal and receiver day by day, puts right what can be put right (reads again, sends again from the journal),"
                    + " and names the rest. A running agent is asked to do it.",
            "Exit code 0 only if nothing is missing; 1 otherwise, also where a device cannot count."
        })
final class VerifyCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description =
                    "The first day, by the device's clock: 2026-01-01. Default: as many days as 'verify.days' says.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "The last day. Default: as far as each device is read.")
    private @Nullable String to;

    @Option(names = "--device", paramLabel = "NAME", description = "Only this device. Default: all.")
    private @Nullable String device;

    @Option(
            names = "--read",
            description = "Reads every record again and compares it, instead of letting the device count.")
    private boolean reading;

    @Option(names = "--json", description = "Prints JSON for a machine to read.")
    private boolean json;

    @Override
    public Integer call() {
        AgentConfig config = root.config();
        Typed typed = new Typed();
        LocalDateTime start = typed.time("--from", from, false);
        LocalDateTime end = typed.time("--to", to, true);
        typed.order(start, end);
        typed.device(config, device);
        typed.check(spec);
        return new Counter(config, spec)
                .perform(new Order.Verify(
                        start == null ? null : start.toLocalDate().toString(),
                        end == null ? null : end.toLocalDate().toString(),
                        device,
                        reading,
                        json));
    }
}
