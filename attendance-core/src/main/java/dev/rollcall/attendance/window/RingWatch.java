package dev.rollcall.attendance.window;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How close a device is to overwriting events that were not read. Pure; the newest serial at two readings gives the rate at
 * which events are logged, and time since the last reading does the rest.
 *
 * @param capacity    how many events the device holds; null if it does not tell and was never seen full
 * @param startSerial the newest serial at the reading that the rate counts from
 * @param startAt     when that was, by our clock
 * @param newest      the newest serial at the last reading
 * @param readAt      when that was
 */
public record RingWatch(@Nullable Long capacity, long startSerial, Instant startAt, long newest, Instant readAt) {

    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int[] LEVELS = {95, 80, 50};

    /** Begins to watch at a first reading. */
    public static RingWatch from(@Nullable Long capacity, long newest, Instant at) {
        return new RingWatch(capacity, newest, at, newest, at);
    }

    /** Returns the watch after another reading. A serial that fell, or a clock that went back, begins it anew. */
    public RingWatch read(@Nullable Long capacityNow, long newestNow, Instant at) {
        Long known = capacityNow == null ? capacity : capacityNow;
        if (newestNow < newest || at.isBefore(readAt)) {
            return from(known, newestNow, at);
        }
        boolean old = Duration.between(startAt, readAt).compareTo(LONGEST) > 0;
        return old
                ? new RingWatch(known, newest, readAt, newestNow, at)
                : new RingWatch(known, startSerial, startAt, newestNow, at);
    }

    /**
     * Returns which share of the device's memory holds events that were not read yet, 0 to 1, if events go on as before;
     * null if the capacity or the rate is unknown.
     */
    public @Nullable Double fill(Instant now) {
        Long holds = capacity;
        Duration span = Duration.between(startAt, readAt);
        if (holds == null || holds < 1 || span.compareTo(SHORTEST) < 0) {
            return null;
        }
        double unread = perHour() * Math.max(0, Duration.between(readAt, now).toMillis()) / SHORTEST.toMillis();
        return Math.min(1, unread / holds);
    }

    /** Returns the highest level of warning that is reached, in percent: 50, 80, 95; 0 if none is. */
    public int level(Instant now) {
        Double fill = fill(now);
        if (fill != null) {
            for (int level : LEVELS) {
                if (fill * 100 >= level) {
                    return level;
                }
            }
        }
        return 0;
    }

    /** Returns how many events an hour were logged lately. */
    public double perHour() {
        long millis = Duration.between(startAt, readAt).toMillis();
        return millis <= 0 ? 0 : (newest - startSerial) * (double) SHORTEST.toMillis() / millis;
    }
}
