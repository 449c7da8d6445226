package dev.rollcall.agent.schedule;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Exponential back-off with full jitter: the n-th wait is anywhere between zero and the capped, doubled base. Immutable. */
public final class Backoff {

    private static final int LAST_DOUBLING = 30;
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration WIDEST_SPREAD = Duration.ofSeconds(30);
    private static final int SPREAD_PART = 10;

    private final Duration base;
    private final Duration cap;
    private final DoubleSupplier jitter;

    /**
     * Creates a back-off.
     *
     * @param base   the longest first wait
     * @param cap    the longest wait ever
     * @param jitter gives numbers from 0 inclusive to 1 exclusive
     */
    public Backoff(Duration base, Duration cap, DoubleSupplier jitter) {
        this.base = base;
        this.cap = cap;
        this.jitter = jitter;
    }

    /**
     * Returns how long to wait after this many failures in a row.
     *
     * @param failures 1 and up
     */
    public Duration after(int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), LAST_DOUBLING);
        long longest = Math.min(base.toMillis() << doublings, cap.toMillis());
        Duration wait = Duration.ofMillis((long) (jitter.getAsDouble() * longest));
        return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
    }

    /**
     * Returns a wait that somebody has asked for, made longer by up to a tenth and half a minute at most: those who were told the
     * same time shall not all come back at the same moment.
     */
    public Duration spread(Duration asked) {
        Duration part = asked.dividedBy(SPREAD_PART);
        Duration widest = part.compareTo(WIDEST_SPREAD) < 0 ? part : WIDEST_SPREAD;
        return asked.plusMillis((long) (jitter.getAsDouble() * widest.toMillis()));
    }
}
