package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.DeviceKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A terminal as the receiver knows it.
 *
 * @param id           its number in this database
 * @param key          its lasting name
 * @param name         the name people gave it; null if nobody did
 * @param mac          its MAC address, twelve lower-case hexadecimal digits; null if not known
 * @param zone         the zone an administrator set; null if none was set
 * @param reportedZone the zone an agent used to read its times; null if none was reported
 * @param model        the model, as an agent reported it; null if none did
 * @param firmware     the firmware, likewise
 * @param clockOffset  how many seconds its clock was ahead of the agent's; null if not measured
 * @param acknowledged whether an administrator has seen it; a device that an agent introduced is new until then
 * @param createdAt    when the receiver first heard of it
 */
public record Device(
        int id,
        DeviceKey key,
        @Nullable String name,
        @Nullable String mac,
        @Nullable String zone,
        @Nullable String reportedZone,
        @Nullable String model,
        @Nullable String firmware,
        @Nullable Double clockOffset,
        boolean acknowledged,
        Instant createdAt) {

    /** Returns the name, or the key where there is none. */
    public String title() {
        return name == null ? key.value() : name;
    }

    /** Tells whether this is its key, or its name in upper or lower case. A device that was replaced keeps its name. */
    public boolean isNamed(String keyOrName) {
        return key.value().equals(keyOrName) || title().strip().equalsIgnoreCase(keyOrName.strip());
    }
}
