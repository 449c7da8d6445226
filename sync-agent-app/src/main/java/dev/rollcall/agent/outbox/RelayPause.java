package dev.rollcall.agent.outbox;

import dev.rollcall.agent.schedule.Holdback;
import dev.rollcall.agent.schedule.Holdbacks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long the relay still waits, and after how many failures in a row. Waiting is by the monotonic clock; what is left of it is
 * kept, so that a restart does not begin anew. Used by one thread.
 */
public final class RelayPause {

    private static final String SUBJECT = "relay";

    private final Holdbacks holdbacks;
    private final String reason;
    private final @Nullable InstantSource clock;
    private final LongSupplier nanoTime;
    private int failuresInARow;
    private long notBefore;
    private boolean waiting;
    private boolean kept;

    private RelayPause(Holdbacks holdbacks, String reason, @Nullable InstantSource clock, LongSupplier nanoTime) {
        this.holdbacks = holdbacks;
        this.reason = reason;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** A pause that ends with the process. */
    public static RelayPause of(LongSupplier nanoTime) {
        return new RelayPause(Holdbacks.NONE, "", null, nanoTime);
    }

    /**
     * A pause that goes on where the last process left it, but for no longer than the cap.
     *
     * @param digest what failures depend on, such as address and token: if it is another one, nothing is waited for
     * @param cap    the longest wait after a start
     */
    public static RelayPause kept(
            Holdbacks holdbacks, String digest, InstantSource clock, LongSupplier nanoTime, Duration cap) {
        RelayPause pause = new RelayPause(holdbacks, digest, clock, nanoTime);
        Holdback before = holdbacks.of(SUBJECT);
        if (before != null && before.reason().equals(digest)) {
            Duration left = before.leftAt(clock.instant());
            pause.failuresInARow = before.failures();
            pause.await(left.compareTo(cap) < 0 ? left : cap);
        }
        pause.kept = before != null;
        return pause;
    }

    /** Returns how long is still to be waited; zero once it is over. */
    Duration left() {
        long left = notBefore - nanoTime.getAsLong();
        waiting = waiting && left > 0;
        return waiting ? Duration.ofNanos(left) : Duration.ZERO;
    }

    /** Counts one failure more; returns how many in a row that makes. */
    int failed() {
        return ++failuresInARow;
    }

    int failuresInARow() {
        return failuresInARow;
    }

    /** Begins to wait. */
    void begin(Duration wait) {
        await(wait);
        if (clock != null && failuresInARow > 0) {
            holdbacks.keep(SUBJECT, Holdback.of(failuresInARow, clock.instant(), wait, reason));
            kept = true;
        }
    }

    /** Forgets all failures: the receiver has taken something. */
    void succeeded() {
        failuresInARow = 0;
        if (kept) {
            holdbacks.lift(SUBJECT);
            kept = false;
        }
    }

    private void await(Duration wait) {
        waiting = true;
        notBefore = nanoTime.getAsLong() + wait.toNanos();
    }
}
