package dev.rollcall.receiver.devicepull;

import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.isapi.system.DeviceTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * The wanted time on the terminal's own clock: the digits it would show, in the zone its clock is read in, with the offset it
 * prints beside them. If that clock is wrong, the window is wider by as much, so that what happened in the wanted time is in it; what is found beside it
 * does no harm.
 *
 * @param start first second
 * @param end   last second, never after what the clock shows
 */
record PullWindow(OffsetDateTime start, OffsetDateTime end) {

    /** When neither zone nor offset of the clock are known, its digits may be any zone's. */
    private static final Duration ANY_ZONE = Duration.ofHours(14);

    /**
     * Puts the window on the terminal's clock.
     *
     * @param zone   the zone that was set for the terminal; null if none was
     * @param readAt when its clock was read
     */
    static PullWindow of(Instant from, Instant to, DeviceTime time, @Nullable DeviceZone zone, Instant readAt) {
        ZoneRules printing = printing(time);
        ZoneRules reading = zone == null ? printing : zone.rules();
        if (reading == null) {
            return between(from.minus(ANY_ZONE), to.plus(ANY_ZONE), time, ZoneOffset.UTC.getRules(), printing);
        }
        LocalDateTime shown = time.localTime();
        Duration ahead = Duration.between(readAt, shown.toInstant(reading.getOffset(shown)));
        return ahead.isNegative()
                ? between(from.plus(ahead), to, time, reading, printing)
                : between(from, to.plus(ahead), time, reading, printing);
    }

    /** Tells whether nothing can be in it yet. */
    boolean isEmpty() {
        return end.isBefore(start);
    }

    private static PullWindow between(
            Instant from, Instant to, DeviceTime time, ZoneRules reading, @Nullable ZoneRules printing) {
        LocalDateTime start = LocalDateTime.ofInstant(from, reading.getOffset(from));
        LocalDateTime end = LocalDateTime.ofInstant(to, reading.getOffset(to));
        LocalDateTime shown = time.localTime();
        ZoneRules label = printing == null ? reading : printing;
        LocalDateTime last = end.isAfter(shown) ? shown : end;
        return new PullWindow(start.atOffset(label.getOffset(start)), last.atOffset(label.getOffset(last)));
    }

    /** The offsets the terminal prints: its own rules if they agree with what it prints now, else what it prints now. */
    private static @Nullable ZoneRules printing(DeviceTime time) {
        ZoneRules own = time.zoneRules();
        ZoneOffset printed = time.offset();
        boolean agrees = own != null
                && (printed == null || own.getValidOffsets(time.localTime()).contains(printed));
        if (agrees) {
            return own;
        }
        return printed == null ? null : printed.getRules();
    }
}
