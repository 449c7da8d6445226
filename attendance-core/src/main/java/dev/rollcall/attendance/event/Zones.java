package dev.rollcall.attendance.event;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a device's zone when its events are read.
 *
 * @param configured the zone a person set for this device, which wins; null if none was set
 * @param reported   the zone the device itself states; null if it states none that is understood
 */
public record Zones(
        @Nullable DeviceZone configured, @Nullable DeviceZone reported) {

    /** Nothing is known. */
    public static final Zones UNKNOWN = new Zones(null, null);

    /** Returns zones in which only the configured one is known. */
    public static Zones configured(DeviceZone zone) {
        return new Zones(zone, null);
    }

    /** Returns zones in which only the device's own is known. */
    public static Zones reported(DeviceZone zone) {
        return new Zones(null, zone);
    }
}
