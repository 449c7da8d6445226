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

/** Reads a range again. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description = {
            "Reads a range of the devices' time again and delivers what is new. A running agent is asked to do it.",
            "It does not matter what was read before; what is known is recognised. Interrupted, the same command goes on where "
                    + "it stopped."
        })
final class BackfillCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "The first moment, by the device's clock: 2026-01-01 or 2026-01-01T08:00. Required.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "The end, by the device's clock; a day alone is read whole. Default: now.")
    private @Nullable String to;

    @Option(names = "--device", paramLabel = "NAME", description = "Only this device. Default: all.")
    private @Nullable String device;

    @Option(names = "--json", description = "Prints JSON for a machine to read.")
    private boolean json;

    @Override
    public Integer call() {
        AgentConfig config = root.config();
        Typed typed = new Typed();
        if (from == null) {
            typed.problem("--from is missing: write the first moment to read, such as --from 2026-01-01.");
        }
        LocalDateTime start = typed.time("--from", from, false);
        LocalDateTime end = typed.time("--to", to, true);
        typed.order(start, end);
        typed.device(config, device);
        typed.check(spec);
        return new Counter(config, spec)
                .perform(new Order.Backfill(String.valueOf(start), end == null ? null : end.toString(), device, json));
    }
}
