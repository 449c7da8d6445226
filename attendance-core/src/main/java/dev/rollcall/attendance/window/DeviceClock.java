package dev.rollcall.attendance.window;

import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceZone;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a device's clock.
 *
 * @param wallClock what the device's clock showed, in the device's own zone
 * @param offset    the offset from UTC it printed with it; null if none
 * @param readAt    when it was read, by the asking computer's clock
 */
public record DeviceClock(LocalDateTime wallClock, @Nullable ZoneOffset offset, Instant readAt) {

    /**
     * Measures the device clock against the asking computer's.
     *
     * @param zone the zone to read the wall clock in; null to use the printed offset
     * @return the difference, or null if neither zone nor offset is known
     */
    public @Nullable ClockOffset offsetIn(@Nullable DeviceZone zone) {
        ZoneOffset used = zone != null ? zone.rules().getOffset(wallClock) : offset;
        return used == null ? null : ClockOffset.between(wallClock.toInstant(used), readAt);
    }

    /** Returns what this clock would have shown at a later reading if it had simply gone on. */
    LocalDateTime expectedAt(Instant later) {
        return wallClock.plus(Duration.between(readAt, later));
    }
}
