package dev.rollcall.attendance.window;

import java.time.Duration;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How far a device's clock was changed between two readings, as far as that shows: the wall clock is elsewhere than it would be had it
 * simply gone on, or the offset printed with it is another one. The two do not explain one another, since also the reading computer's own
 * clock may have been set: the further of the two counts.
 */
final class ClockMove {

    private ClockMove() {}

    /**
     * Compares two readings.
     *
     * @param tolerance how far a clock that nobody touched may drift
     * @return how far from its place an unread event may be printed by it; zero if nobody touched the clock
     */
    static Duration between(DeviceClock last, DeviceClock now, Duration tolerance) {
        Duration drift =
                Duration.between(last.expectedAt(now.readAt()), now.wallClock()).abs();
        Duration moved = drift.compareTo(tolerance) > 0 ? drift : Duration.ZERO;
        Duration shift = shift(last.offset(), now.offset());
        return moved.compareTo(shift) > 0 ? moved : shift;
    }

    private static Duration shift(@Nullable ZoneOffset before, @Nullable ZoneOffset after) {
        return before == null || after == null
                ? Duration.ZERO
                : Duration.ofSeconds(Math.abs((long) after.getTotalSeconds() - before.getTotalSeconds()));
    }
}
