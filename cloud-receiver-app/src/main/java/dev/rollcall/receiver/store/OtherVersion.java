package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.RawRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of an event that contradicts the one that counts.
 *
 * @param ref      the event
 * @param publicId the event's public id
 * @param event    what this version says
 * @param raw      the device's bytes of it; null for a version that counted until now, whose bytes are with the event
 * @param keptAt   when it was put aside
 */
public record OtherVersion(
        EventRef ref,
        EventId publicId,
        AttendanceEvent event,
        @Nullable RawRecord raw,
        Instant keptAt) {}
