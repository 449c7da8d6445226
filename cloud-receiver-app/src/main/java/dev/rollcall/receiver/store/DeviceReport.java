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
        @Nullable Double clockOffset) {

    /** Tells whether it says anything that is not known of the device already. */
    public boolean tells(Device known) {
        return differs(name, known.name())
                || differs(model, known.model())
                || differs(firmware, known.firmware())
                || differs(zone, known.reportedZone())
                || differs(clockOffset, known.clockOffset());
    }

    private static boolean differs(@Nullable Object said, @Nullable Object known) {
        return said != null && !said.equals(known);
    }
}
