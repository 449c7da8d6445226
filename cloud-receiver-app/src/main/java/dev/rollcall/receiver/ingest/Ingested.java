package dev.rollcall.receiver.ingest;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventId;

/**
 * What became of one observation.
 *
 * @param publicId the id its event has in this store
 * @param isNew    whether the event was not known before
 * @param counting the version that counts now
 */
public record Ingested(EventId publicId, boolean isNew, AttendanceEvent counting) {}
