package dev.rollcall.agent.command;

import dev.rollcall.agent.schedule.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's end of the table: looks into it and carries out one command at a time. */
public final class CommandTask implements Task {

    private static final Logger log = LoggerFactory.getLogger(CommandTask.class);
    private static final Duration KEPT = Duration.ofDays(30);

    private final CommandTable table;
    private final Performer performer;
    private final InstantSource clock;
    private final Duration poll;
    private final BooleanSupplier stopping;
    private boolean mayWait = true;
    private volatile @Nullable Running running;

    /**
     * Creates the task.
     *
     * @param poll     how long to wait between two looks
     * @param stopping tells whether the daemon is being stopped, in which case what is under way stays to be resumed
     */
    public CommandTask(
            CommandTable table, Performer performer, InstantSource clock, Duration poll, BooleanSupplier stopping) {
        this.table = table;
        this.performer = performer;
        this.clock = clock;
        this.poll = poll;
        this.stopping = stopping;
    }

    /**
     * Takes up what an ended daemon left behind: what may be repeated is begun again (a backfill goes on where it stopped), the
     * rest fails. Called once, before the first step, under the instance lock.
     */
    public void resume() {
        Instant now = clock.instant();
        table.forget(now.minus(KEPT));
        for (Asked left : table.open()) {
            if (left.state() != Asked.State.RUNNING) {
                continue;
            }
            if (left.order() != null && left.order().isRepeatable()) {
                log.info("The command '{}' was under way when the agent ended; it is taken up again.", left.name());
                table.askAgain(left.id());
            } else {
                table.finish(
                        left.id(),
                        Asked.State.FAILED,
                        line("The agent ended while '" + left.name() + "' was under way. Give the command again."),
                        now);
            }
        }
    }

    @Override
    public Duration step() {
        if (!mayWait && !table.changed()) {
            return poll;
        }
        Asked asked = table.begin(clock.instant());
        mayWait = asked != null;
        if (asked == null) {
            return poll;
        }
        carryOut(asked);
        return Duration.ZERO;
    }

    /** Returns a task that says from time to time that a command is under way and how far it is. */
    public Task beating(Duration every) {
        return () -> {
            Running now = running;
            if (now != null) {
                table.beat(now.id, now.board.snapshot(), clock.instant());
            }
            return every;
        };
    }

    private void carryOut(Asked asked) {
        log.info("Command '{}': begun.", asked.name());
        ProgressBoard board = new ProgressBoard(progress -> {});
        running = new Running(asked.id(), board);
        Asked.State state = Asked.State.DONE;
        Outcome outcome;
        try {
            outcome = asked.order() == null ? unknown(asked) : performer.perform(asked.order(), board);
        } catch (RuntimeException failed) {
            log.error("Command '{}' failed.", asked.name(), failed);
            state = Asked.State.FAILED;
            outcome = line("The running agent could not do it: "
                    + Objects.requireNonNullElse(
                            failed.getMessage(), failed.getClass().getSimpleName())
                    + ". See its log.");
        } finally {
            running = null;
        }
        if (stopping.getAsBoolean()) {
            log.info("Command '{}': stopped with the agent; it is taken up again at the next start.", asked.name());
            return;
        }
        table.finish(asked.id(), state, outcome, clock.instant());
        log.info("Command '{}': ended with exit code {}.", asked.name(), outcome.exitCode());
    }

    private static Outcome unknown(Asked asked) {
        return line("The running agent does not know the command '" + asked.name()
                + "' or its arguments: it is another version. Restart it.");
    }

    private static Outcome line(String text) {
        return new Outcome(text + System.lineSeparator(), ExitCode.INCOMPLETE);
    }

    private record Running(long id, ProgressBoard board) {}
}
