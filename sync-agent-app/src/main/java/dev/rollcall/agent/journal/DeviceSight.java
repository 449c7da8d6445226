package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a device said of itself when it answered.
 *
 * @param key         its lasting key
 * @param name        its name in the configuration
 * @param address     {@code host:port}
 * @param model       its model; null if it told none
 * @param firmware    its firmware version; null if it told none
 * @param zone        the zone its times are read in; null if unknown
 * @param clockOffset how far its clock is ahead of ours; null if not measured
 * @param at          when it answered, by our clock
 * @param zoneProblem why its zone and the offset it prints do not go together; null if they do
 */
public record DeviceSight(
        DeviceKey key,
        String name,
        String address,
        @Nullable String model,
        @Nullable String firmware,
        @Nullable String zone,
        @Nullable ClockOffset clockOffset,
        Instant at,
        @Nullable String zoneProblem) {

    /** A device whose zone and offset go together. */
    public DeviceSight(
            DeviceKey key,
            String name,
            String address,
            @Nullable String model,
            @Nullable String firmware,
            @Nullable String zone,
            @Nullable ClockOffset clockOffset,
            Instant at) {
        this(key, name, address, model, firmware, zone, clockOffset, at, null);
    }
}
