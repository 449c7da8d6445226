package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.health.Json;
import dev.rollcall.agent.journal.Acceptance;
import dev.rollcall.agent.journal.KnownLoss;
import dev.rollcall.agent.wiring.View;
import dev.rollcall.attendance.event.IsoText;
import java.io.PrintWriter;
import java.time.LocalDateTime;
import java.util.List;
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

/** What was lost before it was read. */
@Command(
        name = "gaps",
        mixinStandardHelpOptions = true,
        description = "Shows what terminals lost before it was read, and notes that you accept it.",
        subcommands = {GapsCommand.ListCommand.class, GapsCommand.AcceptCommand.class})
final class GapsCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: gaps list or gaps accept.");
    }

    /** A loss, as it is listed. */
    record Listed(
            String device,
            String deviceName,
            String key,
            String kind,
            String text,
            @Nullable Long firstSerial,
            @Nullable Long lastSerial,
            @Nullable String notBefore,
            @Nullable String notAfter,
            String noticedAt,
            boolean blocks,
            @Nullable String acceptedAt,
            @Nullable String acceptedBy,
            @Nullable String acceptedWhy) {

        static Listed of(KnownLoss loss) {
            Acceptance acceptance = loss.acceptance();
            return new Listed(
                    loss.device().value(),
                    loss.deviceName(),
                    loss.key(),
                    loss.kind(),
                    loss.words(),
                    loss.gap() == null ? null : loss.gap().serials().first(),
                    loss.gap() == null ? null : loss.gap().serials().last(),
                    text(loss.notBefore()),
                    text(loss.notAfter()),
                    loss.noticedAt().toString(),
                    acceptance == null,
                    acceptance == null ? null : acceptance.at().toString(),
                    acceptance == null ? null : acceptance.who(),
                    acceptance == null ? null : acceptance.why());
        }

        private static @Nullable String text(@Nullable LocalDateTime wallClock) {
            return wallClock == null ? null : IsoText.of(wallClock);
        }

        String line() {
            String what = (firstSerial == null ? "" : "serials ") + key;
            return deviceName + " (" + device + ") " + what + ", logged between "
                    + Objects.requireNonNullElse(notBefore, "an unknown time") + " and "
                    + Objects.requireNonNullElse(notAfter, firstSerial == null ? "now" : "an unknown time")
                    + " by its clock: " + text + "; noticed " + noticedAt + "; "
                    + (acceptedAt == null
                            ? "it holds back what is complete"
                            : "accepted " + acceptedAt + " by " + acceptedBy + ": " + acceptedWhy);
        }
    }

    /** Lists. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description =
                    "Lists what was lost of each terminal, with the KEY that 'gaps accept' takes, and who accepted it. Does not "
                            + "touch a running agent.")
    static final class ListCommand implements Callable<Integer> {

        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private GapsCommand parent;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Option(names = "--json", description = "Prints JSON for a machine to read.")
        private boolean json;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            List<Listed> listed = new View(parent.root.config())
                    .losses().stream().map(Listed::of).toList();
            if (json) {
                out.print(Json.of(listed));
            } else {
                listed.forEach(loss -> out.println(loss.line()));
                out.println(listed.size() + (listed.size() == 1 ? " loss" : " losses"));
            }
            out.flush();
            return ExitCode.FINE;
        }
    }

    /** Accepts. */
    @Command(
            name = "accept",
            mixinStandardHelpOptions = true,
            description =
                    "Notes who accepts, and why, that something was lost: it stays in the list, its days stay incomplete, and it "
                            + "holds nothing back any more. A running agent is asked to do it.")
    static final class AcceptCommand implements Callable<Integer> {

        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private GapsCommand parent;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Option(
                names = "--device",
                paramLabel = "NAME",
                required = true,
                description = "The terminal whose loss it is: its name or its key.")
        private String device = "";

        @Option(
                names = "--gap",
                paramLabel = "KEY",
                arity = "1..*",
                required = true,
                description = "What is lost, as 'gaps list' calls it, such as 5-7 or 2026-11-01T08:00:10.")
        private List<String> gaps = List.of();

        @Mixin
        @SuppressWarnings("NullAway.Init") // set by picocli
        private Reason reason;

        @Option(names = "--json", description = "Prints JSON for a machine to read.")
        private boolean json;

        @Override
        public Integer call() {
            String why = reason.checked(spec);
            return new Counter(parent.root.config(), spec)
                    .perform(new Order.AcceptLoss(device, gaps, Typed.account(), why, json));
        }
    }
}
