package dev.rollcall.attendance.event;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * A zone in which a device's wall clock is read: a region from the configuration, or the rules a device states itself.
 *
 * @param name  the zone as it was written, for example {@code Asia/Colombo} or {@code CST-5:30:00}
 * @param rules the offsets that follow from it
 */
public record DeviceZone(String name, ZoneRules rules) {

    /** Returns the zone with the rules of this region or offset. */
    public static DeviceZone of(ZoneId zone) {
        return new DeviceZone(zone.getId(), zone.getRules());
    }

    /**
     * Returns the zone of this name.
     *
     * @throws DateTimeException if no such zone exists
     */
    public static DeviceZone parse(String zoneId) {
        return of(ZoneId.of(zoneId));
    }

    /** Tells whether this offset is one that the zone has at a wall clock; in a repeated hour two are, in a skipped one none. */
    public boolean has(ZoneOffset offset, LocalDateTime wallClock) {
        return rules.getValidOffsets(wallClock).contains(offset);
    }
}
