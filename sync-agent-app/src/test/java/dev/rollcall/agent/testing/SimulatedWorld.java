package dev.rollcall.agent.testing;

import dev.rollcall.agent.schedule.Pause;
import dev.rollcall.agent.schedule.Scheduler;
import dev.rollcall.agent.schedule.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock and a scheduler in one thread: time passes only when {@link #runFor} says so. */
public final class SimulatedWorld implements Scheduler, Pause, InstantSource {

    private final List<Driven> tasks = new ArrayList<>();
    private final Instant start;
    private Duration elapsed = Duration.ZERO;
    private Duration wallShift = Duration.ZERO;

    public SimulatedWorld(Instant start) {
        this.start = start;
    }

    @Override
    public Handle start(String name, Task task) {
        Driven driven = new Driven(task, elapsed);
        tasks.add(driven);
        return driven;
    }

    /** Everything that runs dies at once. */
    public void stopAll() {
        tasks.clear();
    }

    @Override
    public boolean waitFor(Duration duration) {
        elapsed = elapsed.plus(duration);
        return true;
    }

    @Override
    public Instant instant() {
        return start.plus(elapsed).plus(wallShift);
    }

    public long nanoTime() {
        return elapsed.toNanos();
    }

    /** Somebody sets the agent's wall clock; the monotonic one goes on. */
    public void shiftWallClock(Duration by) {
        wallShift = wallShift.plus(by);
    }

    /** Lets time pass, and every task step when it is due. */
    public void runFor(Duration duration) {
        Duration end = elapsed.plus(duration);
        while (true) {
            Driven next =
                    tasks.stream().min(Comparator.comparing(task -> task.due)).orElse(null);
            if (next == null || next.due.compareTo(end) > 0) {
                elapsed = end;
                return;
            }
            elapsed = next.due.compareTo(elapsed) > 0 ? next.due : elapsed;
            next.step();
        }
    }

    private final class Driven implements Handle {

        private final Task task;
        private Duration due;
        private boolean woken;

        Driven(Task task, Duration due) {
            this.task = task;
            this.due = due;
        }

        @Override
        public void wake() {
            woken = true;
            due = elapsed;
        }

        void step() {
            woken = false;
            Duration wait = task.step();
            due = woken ? elapsed : elapsed.plus(wait);
        }
    }
}
