package dev.rollcall.agent.schedule;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Keeps an agent that dies and is started again and again from turning to the same device each time: its first step waits until
 * some time has passed since the last run before the start. An orderly stop lifts that. Used by one thread.
 */
public final class RestartPause {

    private final Holdbacks holdbacks;
    private final String subject;
    private final Duration pause;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /**
     * Creates a pause.
     *
     * @param subject what is run, under which its last run is remembered
     * @param pause   how long after the beginning of its last run it does not begin again after a restart; zero for none
     */
    public RestartPause(
            Holdbacks holdbacks, String subject, Duration pause, InstantSource clock, LongSupplier nanoTime) {
        this.holdbacks = holdbacks;
        this.subject = subject;
        this.pause = pause;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Returns work that remembers when it begins. */
    public Runnable marking(Runnable work) {
        return () -> {
            if (!pause.isZero()) {
                holdbacks.keep(subject, Holdback.of(0, clock.instant(), pause, ""));
            }
            work.run();
        };
    }

    /** Returns a task whose first step waits for what is left of the pause. */
    public Task before(Task task) {
        Holdback last = holdbacks.of(subject);
        Duration left = last == null ? Duration.ZERO : last.leftAt(clock.instant());
        Duration capped = left.compareTo(pause) < 0 ? left : pause;
        long notBefore = nanoTime.getAsLong() + capped.toNanos();
        return new Task() {
            private boolean over = capped.isZero();

            @Override
            public Duration step() {
                long wait = over ? 0 : notBefore - nanoTime.getAsLong();
                over = wait <= 0;
                return over ? task.step() : Duration.ofNanos(wait);
            }
        };
    }

    /** Forgets the last run, so that the next start begins at once. */
    public void lift() {
        holdbacks.lift(subject);
    }
}
