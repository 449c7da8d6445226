package dev.rollcall.receiver.inbox;

import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.receiver.store.Device;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a device's zone. An administrator's zone wins; else a region that an agent reports, since people choose
 * regions and devices do not know them; else what an agent reports counts as the device's own word.
 */
public final class DeviceZones {

    private DeviceZones() {}

    /** Returns what the receiver knows of it. */
    public static Zones of(Device device) {
        DeviceZone set = parse(device.zone());
        DeviceZone reported = parse(device.reportedZone());
        boolean isRegion = reported != null && reported.name().contains("/");
        if (set != null) {
            return new Zones(set, reported);
        }
        return isRegion ? new Zones(reported, null) : new Zones(null, reported);
    }

    private static @Nullable DeviceZone parse(@Nullable String zone) {
        if (zone == null) {
            return null;
        }
        try {
            return DeviceZone.parse(zone);
        } catch (DateTimeException notUnderstood) {
            return null;
        }
    }
}
