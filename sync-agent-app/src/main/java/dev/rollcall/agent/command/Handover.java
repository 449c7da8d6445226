package dev.rollcall.agent.command;

import dev.rollcall.agent.schedule.Pause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The asking end of the table: one command, handed to whoever holds the instance lock, and waited for. {@link #abandon()} may
 * come from any thread; the rest is one thread's.
 */
public final class Handover {

    private final CommandTable table;
    private final Console console;
    private final Pause pause;
    private final InstantSource clock;
    private final Patience patience;
    private volatile @Nullable Long id;
    private volatile boolean abandoned;
    private boolean begun;

    public Handover(CommandTable table, Console console, Pause pause, InstantSource clock, Patience patience) {
        this.table = table;
        this.console = console;
        this.pause = pause;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Asks for an order and waits until it is carried out.
     *
     * @param lockIsFree tells whether nobody holds the instance lock any more
     * @return what it came to; null if the agent that was asked has ended and the caller is to do the work itself. The caller
     *     then takes the lock and calls {@link #takeOver()}, or {@link #follow} again if somebody else was faster
     */
    public @Nullable Outcome ask(Order order, BooleanSupplier lockIsFree) {
        id = table.ask(order, clock.instant());
        return follow(lockIsFree);
    }

    /** Goes on waiting. */
    public @Nullable Outcome follow(BooleanSupplier lockIsFree) {
        Duration free = Duration.ZERO;
        while (true) {
            Outcome outcome = look();
            if (outcome != null) {
                return outcome;
            }
            boolean isFree = lockIsFree.getAsBoolean();
            if (isFree && free.isZero()) {
                console.say("The running agent has ended. If it is not back within "
                        + patience.takeOverAfter().toMillis() / 1000.0 + " s, this command does the work itself.");
            }
            free = isFree ? free.plus(patience.poll()) : Duration.ZERO;
            if (free.compareTo(patience.takeOverAfter()) > 0) {
                return null;
            }
            if (!pause.waitFor(patience.poll())) {
                return abandon();
            }
        }
    }

    /** Marks the command as done by the asking process, which holds the instance lock. */
    public void takeOver() {
        Long asked = id;
        if (asked != null) {
            table.takeOver(asked);
        }
    }

    /** Lets go of the command: one that nobody has begun is withdrawn, one that is under way goes on. */
    public Outcome abandon() {
        Long asked = id;
        if (asked == null || abandoned) {
            return new Outcome("", ExitCode.INCOMPLETE);
        }
        abandoned = true;
        console.say(
                table.withdraw(asked)
                        ? "Withdrawn: the running agent had not begun it."
                        : "The running agent goes on with it; 'status' tells how far it is.");
        return new Outcome("", ExitCode.INCOMPLETE);
    }

    private @Nullable Outcome look() {
        Long asked = id;
        Asked found = asked == null ? null : table.find(asked);
        if (found == null || found.state() == Asked.State.WITHDRAWN) {
            return new Outcome("The command was withdrawn." + System.lineSeparator(), ExitCode.INCOMPLETE);
        }
        if (found.state() == Asked.State.RUNNING && !begun) {
            begun = true;
            console.say("The running agent has begun.");
        }
        if (found.state() == Asked.State.RUNNING && !found.progress().isEmpty()) {
            console.progress().accept(found.progress());
        }
        return found.outcome();
    }

    /**
     * How long to wait.
     *
     * @param poll          between two looks
     * @param takeOverAfter for an ended daemon to come back
     */
    public record Patience(Duration poll, Duration takeOverAfter) {}

    /**
     * Where to tell a person how it goes.
     *
     * @param lines    takes sentences
     * @param progress takes how far the work is
     */
    public record Console(Consumer<String> lines, Consumer<List<DeviceProgress>> progress) {

        /** Tells a sentence. */
        public void say(String line) {
            lines.accept(line);
        }
    }
}
