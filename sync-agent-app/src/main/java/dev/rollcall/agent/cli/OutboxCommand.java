package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.health.Json;
import dev.rollcall.agent.outbox.OutboxEntry;
import dev.rollcall.agent.wiring.View;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What waits for the receiver. */
@Command(
        name = "outbox",
        mixinStandardHelpOptions = true,
        description = "Shows what waits for the receiver, and puts rejected events back to wait.",
        subcommands = {OutboxCommand.ListCommand.class, OutboxCommand.RequeueCommand.class})
final class OutboxCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: outbox list or outbox requeue.");
    }

    /** Lists. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists undelivered events with reasons. Works beside a running agent.")
    static final class ListCommand implements Callable<Integer> {

        private static final Set<String> STATES = Set.of("waiting", "claimed", "blocked", "settled");

        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private OutboxCommand parent;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Option(names = "--json", description = "Prints JSON for a machine to read.")
        private boolean json;

        @Option(names = "--device", paramLabel = "NAME", description = "Only events of this device, by name or key.")
        private @Nullable String device;

        @Option(
                names = "--state",
                paramLabel = "STATE",
                description = "Only waiting, claimed (being sent), blocked (rejected) or settled (delivered) events. "
                        + "Default: all but settled.")
        private @Nullable String state;

        @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "Most events. Default: 100.")
        private int limit;

        @Override
        public Integer call() {
            Typed typed = new Typed();
            if (state != null && !STATES.contains(state)) {
                typed.problem("--state '" + state + "' is none: write waiting, claimed, blocked or settled.");
            }
            if (limit < 1) {
                typed.problem("--limit " + limit + " lists nothing: write 1 or more.");
            }
            typed.check(spec);
            List<OutboxEntry> entries = new View(parent.root.config()).outbox(device, state, limit);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.print(Json.of(entries));
            } else {
                entries.forEach(entry -> out.println(text(entry)));
                out.println(entries.size() + (entries.size() == limit ? " events; --limit shows more" : " events"));
            }
            out.flush();
            return ExitCode.FINE;
        }

        private static String text(OutboxEntry entry) {
            return String.format(
                    Locale.ROOT,
                    "%s %s %s %s, %d attempts%s%s",
                    entry.id(),
                    entry.deviceName(),
                    entry.wallClock(),
                    entry.state(),
                    entry.attempts(),
                    entry.nextAttempt() == null ? "" : ", next " + entry.nextAttempt(),
                    entry.reason() == null ? "" : ": " + entry.reason());
        }
    }

    /** Puts back. */
    @Command(
            name = "requeue",
            mixinStandardHelpOptions = true,
            description = "Puts rejected events back to wait, to be sent once more. A running agent is asked to do it.")
    static final class RequeueCommand implements Callable<Integer> {

        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private OutboxCommand parent;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Option(names = "--all", description = "All rejected events.")
        private boolean all;

        @Option(names = "--device", paramLabel = "NAME", description = "Those of this device, by name or key.")
        private @Nullable String device;

        @Option(names = "--id", paramLabel = "ID", arity = "1..*", description = "Those of these ids.")
        private List<String> ids = List.of();

        @Option(names = "--json", description = "Prints JSON for a machine to read.")
        private boolean json;

        @Override
        public Integer call() {
            Typed typed = new Typed();
            if (!all && device == null && ids.isEmpty()) {
                typed.problem("Say which: --all, --device NAME or --id ID.");
            }
            if (all && (device != null || !ids.isEmpty())) {
                typed.problem("--all goes without --device and --id: leave out one or the other.");
            }
            typed.check(spec);
            return new Counter(parent.root.config(), spec).perform(new Order.Requeue(device, ids, json));
        }
    }
}
