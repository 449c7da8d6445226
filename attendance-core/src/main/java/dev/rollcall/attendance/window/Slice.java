package dev.rollcall.attendance.window;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A half-open piece of device time, in the device's own wall clock, whole seconds. Never empty.
 *
 * @param startInclusive its first second
 * @param endExclusive   the second after its last
 */
public record Slice(LocalDateTime startInclusive, LocalDateTime endExclusive) {

    public Slice {
        startInclusive = startInclusive.truncatedTo(ChronoUnit.SECONDS);
        endExclusive = endExclusive.truncatedTo(ChronoUnit.SECONDS);
        if (!startInclusive.isBefore(endExclusive)) {
            throw new IllegalArgumentException(
                    "slice is empty: start " + startInclusive + " is not before end " + endExclusive);
        }
    }

    /** Returns the slice between these two. */
    public static Slice of(LocalDateTime startInclusive, LocalDateTime endExclusive) {
        return new Slice(startInclusive, endExclusive);
    }

    /** Tells whether a wall clock lies inside. */
    public boolean contains(LocalDateTime wallClock) {
        return !wallClock.isBefore(startInclusive) && wallClock.isBefore(endExclusive);
    }

    /** Tells whether the slice is long enough to be split. */
    public boolean isSplittable() {
        return length().toSeconds() >= 2;
    }

    /**
     * Returns the two halves, earlier first, which together are exactly this slice.
     *
     * @throws IllegalStateException if the slice is a single second
     */
    public List<Slice> split() {
        if (!isSplittable()) {
            throw new IllegalStateException("slice of one second at " + startInclusive + " cannot be split");
        }
        LocalDateTime middle = startInclusive.plusSeconds(length().toSeconds() / 2);
        return List.of(new Slice(startInclusive, middle), new Slice(middle, endExclusive));
    }

    private Duration length() {
        return Duration.between(startInclusive, endExclusive);
    }
}
