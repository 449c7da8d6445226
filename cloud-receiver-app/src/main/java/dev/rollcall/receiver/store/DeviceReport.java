package dev.rollcall.receiver.store;

import org.jspecify.annotations.Nullable;

/**
 * What an agent says of a device with a batch; what is null changes nothing.
 *
 * @param name        the name in the agent's configuration; never replaces one that an administrator gave
 * @param model       the model
 * @param firmware    the firmware version
 * @param zone        the zone used to read its times
 * @param clockOffset how many seconds its clock was ahead
 */
public record DeviceReport(
        @Nullable String name,
        @Nullable String model,
        @Nullable String firmware,
        @Nullable String zone,
        @Nullable Double clockOffset) {}
