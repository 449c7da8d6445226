package dev.rollcall.attendance.window;

import java.time.Duration;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The settings of window planning.
 *
 * @param overlap        how much of the already read time every pass reads again; never a limit on catching up
 * @param startFrom      the wall clock before which nothing is asked for; null to read everything the device holds
 * @param clockTolerance how far a device clock may drift between two passes before it counts as moved
 * @param sweepEvery     how often everything the device holds is read again
 */
public record WindowPolicy(
        Duration overlap, @Nullable LocalDateTime startFrom, Duration clockTolerance, Duration sweepEvery) {

    /** Five hours of overlap, everything the device holds, two minutes of drift, a sweep a day. */
    public static final WindowPolicy DEFAULT =
            new WindowPolicy(Duration.ofHours(5), null, Duration.ofMinutes(2), Duration.ofDays(1));

    public WindowPolicy {
        requireNotNegative("overlap", overlap);
        requireNotNegative("clockTolerance", clockTolerance);
        requireNotNegative("sweepEvery", sweepEvery);
    }

    private static void requireNotNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " is negative: " + value);
        }
    }
}
