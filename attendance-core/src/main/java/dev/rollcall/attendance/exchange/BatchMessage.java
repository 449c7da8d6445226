package dev.rollcall.attendance.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch of events of one device, from agent to receiver ({@code POST /api/attendance/backup-sync}).
 *
 * @param version   the format, {@link #VERSION}
 * @param batchId   a name the agent chose for this batch; the answer repeats it
 * @param agent     the sending agent's id
 * @param device    the device all events are of
 * @param startTime the earliest wall clock among the events, ISO-8601 without offset; null if there are none
 * @param endTime   the latest wall clock among the events, likewise
 * @param events    the events, in any order
 */
public record BatchMessage(
        int version,
        String batchId,
        String agent,
        DeviceMessage device,
        @Nullable String startTime,
        @Nullable String endTime,
        List<EventMessage> events) {

    /** The format spoken by this version of Rollcall. */
    public static final int VERSION = 1;
}
