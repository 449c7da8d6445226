package dev.rollcall.attendance.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What an agent says of a device.
 *
 * @param key         the device key
 * @param name        the name given in the agent's configuration
 * @param model       the model, as the device states it; null if not yet known
 * @param firmware    the firmware version, likewise
 * @param zone        the zone used to read its times: a region, an offset or the device's own text; null if unknown
 * @param clockOffset how far the device clock was ahead of the agent's, in seconds, negative if behind; null if not measured
 */
public record DeviceMessage(
        String key,
        @Nullable String name,
        @Nullable String model,
        @Nullable String firmware,
        @Nullable String zone,
        @Nullable Double clockOffset) {}
