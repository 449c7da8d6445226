package dev.rollcall.receiver.security;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * So many requests in a second for each key, and so many at once after a pause. Of each key only the time is kept at which all that
 * it took will have been worked off (the generic cell rate algorithm), and only of so many keys: memory does not grow with the number
 * of senders. A key that is pushed out begins anew. Thread-safe.
 */
public final class RateLimit {

    private static final long MOST_KEYS = 50_000;
    private static final double NANOS = 1e9;

    private final Cache<String, Long> busyUntil =
            CacheBuilder.newBuilder().maximumSize(MOST_KEYS).build();
    private final LongSupplier nanoTime;
    private final long interval;
    private final int burst;

    /**
     * Makes a limit.
     *
     * @param perSecond requests in a second; 0 is no limit
     * @param burst     requests at once, at least 1
     * @param nanoTime  a clock that only goes forward
     */
    public RateLimit(double perSecond, int burst, LongSupplier nanoTime) {
        this.interval = perSecond <= 0 ? 0 : Math.max(1, Math.round(NANOS / perSecond));
        this.burst = Math.max(1, burst);
        this.nanoTime = nanoTime;
    }

    /**
     * What became of a request.
     *
     * @param allowed   whether it is within the limit
     * @param remaining how many more would be at once
     * @param pause     how long to wait before the next one, if it was not
     * @param reset     when nothing will be left of what was taken
     */
    public record Taken(boolean allowed, long remaining, Duration pause, Duration reset) {}

    /** Takes one request of a key, if there is one to take. */
    public Taken take(String key) {
        if (interval == 0) {
            return new Taken(true, burst, Duration.ZERO, Duration.ZERO);
        }
        long now = nanoTime.getAsLong();
        long window = interval * burst;
        long[] before = new long[1];
        long after = busyUntil.asMap().merge(key, now + interval, (busy, fresh) -> {
            before[0] = Math.max(busy - now, 0);
            return before[0] + interval > window ? busy : now + before[0] + interval;
        });
        boolean allowed = before[0] + interval <= window;
        long left = after - now;
        return new Taken(
                allowed,
                (window - left) / interval,
                allowed ? Duration.ZERO : Duration.ofNanos(left + interval - window),
                Duration.ofNanos(left));
    }

    /** Forgets what a key took. */
    public void forget(String key) {
        busyUntil.invalidate(key);
    }

    /** Returns how many requests fit in a window that is {@link #window} long. */
    public int burst() {
        return burst;
    }

    /** Returns how long a whole burst takes to be worked off. */
    public Duration window() {
        return Duration.ofNanos(interval * burst);
    }

    /** Tells whether there is a limit at all. */
    public boolean isLimited() {
        return interval > 0;
    }

    long keys() {
        return busyUntil.size();
    }
}
