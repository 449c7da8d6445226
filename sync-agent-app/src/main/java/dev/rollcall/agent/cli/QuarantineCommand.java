package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.health.Json;
import dev.rollcall.agent.journal.Acceptance;
import dev.rollcall.agent.journal.HeldRecord;
import dev.rollcall.agent.journal.Quarantine;
import dev.rollcall.agent.journal.TimeBounds;
import dev.rollcall.agent.wiring.View;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What was not understood. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = "Shows records that were not understood, translates them again, and notes that you accept them.",
        subcommands = {
            QuarantineCommand.ListCommand.class,
            QuarantineCommand.ReplayCommand.class,
            QuarantineCommand.AcceptCommand.class
        })
final class QuarantineCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: quarantine list, quarantine replay or quarantine accept.");
    }

    /** A record, as it is listed. */
    record Listed(
            long id,
            String device,
            String deviceName,
            String seenAt,
            String channel,
            int bytes,
            String sha256,
            String reason,
            boolean blocks,
            @Nullable Long serialNo,
            @Nullable String notBefore,
            @Nullable String notAfter,
            @Nullable String acceptedAt,
            @Nullable String acceptedBy,
            @Nullable String acceptedWhy) {

        static Listed of(HeldRecord held) {
            Acceptance acceptance = held.acceptance();
            TimeBounds bounds = held.record().bounds();
            return new Listed(
                    held.id(),
                    held.device().value(),
                    held.deviceName(),
                    held.seenAt().toString(),
                    held.record().context().channel().name(),
                    held.record().raw().toByteArray().length,
                    held.digest(),
                    held.record().reason(),
                    held.record().isOfLog() && acceptance == null,
                    held.record().serialNo(),
                    Objects.toString(bounds.notBefore(), null),
                    Objects.toString(bounds.notAfter(), null),
                    acceptance == null ? null : acceptance.at().toString(),
                    acceptance == null ? null : acceptance.who(),
                    acceptance == null ? null : acceptance.why());
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "%d %s, seen %s, %d bytes, SHA-256 %s: %s; %s",
                    id,
                    deviceName,
                    seenAt,
                    bytes,
                    sha256,
                    reason,
                    standing());
        }

        private String standing() {
            if (acceptedAt != null) {
                return "accepted " + acceptedAt + " by " + acceptedBy + ": " + acceptedWhy;
            }
            if (!blocks) {
                return "it came by " + channel + ", and holds nothing back";
            }
            if (notBefore == null && notAfter == null) {
                return "it holds back every day, for nobody knows when it was";
            }
            return "it holds back the time from " + (notBefore == null ? "the beginning" : notBefore) + " to "
                    + (notAfter == null ? "now" : notAfter) + " by the device's clock";
        }
    }

    /** Lists. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists records that were not understood. Works beside a running agent.")
    static final class ListCommand implements Callable<Integer> {

        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private QuarantineCommand parent;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Option(names = "--json", description = "Prints JSON for a machine to read.")
        private boolean json;

        @Option(
                names = "--show",
                paramLabel = "ID",
                description = "Prints the bytes of this record as they came, which may name people.")
        private @Nullable Long show;

        @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "Most records. Default: 100.")
        private int limit;

        @Override
        public Integer call() {
            Typed typed = new Typed();
            if (limit < 1) {
                typed.problem("--limit " + limit + " lists nothing: write 1 or more.");
            }
            typed.check(spec);
            View view = new View(parent.root.config());
            PrintWriter out = spec.commandLine().getOut();
            if (show != null) {
                return show(view, show, out);
            }
            List<Listed> listed =
                    view.quarantine(limit).stream().map(Listed::of).toList();
            if (json) {
                out.print(Json.of(listed));
            } else {
                listed.forEach(record -> out.println(record.text()));
                out.println(listed.size() + (listed.size() == limit ? " records; --limit shows more" : " records"));
                view.dropped().forEach(dropped -> out.println(text(dropped)));
            }
            out.flush();
            return ExitCode.FINE;
        }

        private static String text(Quarantine.Dropped dropped) {
            return dropped.deviceName() + ": " + dropped.records()
                    + " older scraps of pushes and streams were dropped, " + "the last " + dropped.lastAt()
                    + "; the newest " + Quarantine.SCRAPS_KEPT + " are kept";
        }

        private int show(View view, long id, PrintWriter out) {
            HeldRecord held = view.quarantined(id);
            if (held == null) {
                spec.commandLine()
                        .getErr()
                        .println("No record has the number " + id + "; 'quarantine list' tells them.");
                return ExitCode.INCOMPLETE;
            }
            out.println(held.record().raw().text());
            out.flush();
            return ExitCode.FINE;
        }
    }

    /** Translates again. */
    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description =
                    "Translates records again with this version. A running agent is asked to do it. After an upgrade "
                            + "this is done once by itself.")
    static final class ReplayCommand implements Callable<Integer> {

        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private QuarantineCommand parent;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Option(names = "--all", description = "All records.")
        private boolean all;

        @Option(names = "--id", paramLabel = "ID", arity = "1..*", description = "Those of these numbers.")
        private List<Long> ids = List.of();

        @Option(names = "--json", description = "Prints JSON for a machine to read.")
        private boolean json;

        @Override
        public Integer call() {
            Typed typed = new Typed();
            if (all == !ids.isEmpty()) {
                typed.problem("Say which: either --all or --id ID.");
            }
            typed.check(spec);
            return new Counter(parent.root.config(), spec).perform(new Order.Replay(ids, json));
        }
    }

    /** Accepts. */
    @Command(
            name = "accept",
            mixinStandardHelpOptions = true,
            description =
                    "Notes who accepts, and why, that records are not understood: they stay in the list, and hold nothing "
                            + "back any more. A running agent is asked to do it.")
    static final class AcceptCommand implements Callable<Integer> {

        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private QuarantineCommand parent;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Option(
                names = "--id",
                paramLabel = "ID",
                arity = "1..*",
                required = true,
                description = "Those of these numbers; 'quarantine list' tells them.")
        private List<Long> ids = List.of();

        @Mixin
        @SuppressWarnings("NullAway.Init") // set by picocli
        private Reason reason;

        @Option(names = "--json", description = "Prints JSON for a machine to read.")
        private boolean json;

        @Override
        public Integer call() {
            String why = reason.checked(spec);
            return new Counter(parent.root.config(), spec).perform(new Order.Accept(ids, Typed.account(), why, json));
        }
    }
}
