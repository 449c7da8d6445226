package dev.rollcall.attendance.identity;

import java.time.Duration;
import java.time.LocalDateTime;

/** The rule by which one event printed under two offsets is told: daylight saving or a zone change between two reads. */
public final class Reprint {

    /** How far a zone change can move a printed wall clock: from UTC−12 to UTC+14. */
    public static final Duration FURTHEST = Duration.ofHours(26);

    private static final long QUARTER_HOUR_SECONDS = 15 * 60L;

    private Reprint() {}

    /** Tells whether two wall clocks differ by a whole number of quarter hours, at least one and at most {@link #FURTHEST}. */
    public static boolean isZoneShift(LocalDateTime a, LocalDateTime b) {
        Duration shift = Duration.between(a, b).abs();
        return !shift.isZero() && shift.toSeconds() % QUARTER_HOUR_SECONDS == 0 && shift.compareTo(FURTHEST) <= 0;
    }

    /** Tells whether two wall clocks may be of one event: they are equal, or another offset makes the difference. */
    public static boolean isSame(LocalDateTime a, LocalDateTime b) {
        return a.equals(b) || isZoneShift(a, b);
    }
}
