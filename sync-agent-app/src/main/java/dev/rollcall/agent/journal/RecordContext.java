package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.Zones;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known beside a record's bytes to translate it, also years later. Zones are kept as they were written.
 *
 * @param configuredZone the zone a person had set for the device; null if none
 * @param reportedZone   the zone the device stated; null if none that was understood
 * @param clockOffset    its clock's offset, measured before the record was read; null if it was not
 * @param channel        how the record came
 */
public record RecordContext(
        @Nullable String configuredZone,
        @Nullable String reportedZone,
        @Nullable ClockOffset clockOffset,
        Channel channel) {

    /** Nothing is known but that the record was read back from the device's log. */
    public static final RecordContext UNKNOWN = new RecordContext(null, null, null, Channel.POLL);

    /** Returns the context of a record that is being translated. */
    public static RecordContext of(Zones zones, @Nullable ClockOffset clockOffset, Channel channel) {
        return new RecordContext(nameOf(zones.configured()), nameOf(zones.reported()), clockOffset, channel);
    }

    private static @Nullable String nameOf(@Nullable DeviceZone zone) {
        return zone == null ? null : zone.name();
    }
}
