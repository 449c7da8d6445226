package dev.rollcall.attendance.window;

import java.time.Duration;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How a device's clock was changed between two readings, as far as that shows: the wall clock is elsewhere than it would be had it simply
 * gone on, or the offset printed with it is another one. Both at once do not explain one another, since also the reading computer's own
 * clock may have been set: the further of the two counts.
 *
 * @param span   how far from its place an unread event may be printed by it; zero if nobody touched the clock
 * @param isBack whether an unread event may be printed earlier than before
 */
record ClockMove(Duration span, boolean isBack) {

    private static final ClockMove NONE = new ClockMove(Duration.ZERO, false);

    /**
     * Compares two readings.
     *
     * @param tolerance how far a clock that nobody touched may drift
     */
    static ClockMove between(DeviceClock last, DeviceClock now, Duration tolerance) {
        Duration drift = Duration.between(last.expectedAt(now.readAt()), now.wallClock());
        Duration moved = drift.abs().compareTo(tolerance) > 0 ? drift : Duration.ZERO;
        Duration shift = shift(last.offset(), now.offset());
        if (moved.isZero() && shift.isZero()) {
            return NONE;
        }
        Duration span = moved.abs().compareTo(shift.abs()) > 0 ? moved.abs() : shift.abs();
        return new ClockMove(span, moved.isNegative() || shift.isNegative());
    }

    private static Duration shift(@Nullable ZoneOffset before, @Nullable ZoneOffset after) {
        return before == null || after == null
                ? Duration.ZERO
                : Duration.ofSeconds((long) after.getTotalSeconds() - before.getTotalSeconds());
    }
}
