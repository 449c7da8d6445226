package dev.rollcall.attendance.identity;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventId;

/**
 * An event as a store holds it.
 *
 * @param publicId  the id it was first stored under, which it keeps
 * @param event     the version that counts
 * @param confirmed whether a confirming channel has seen it
 */
public record StoredEvent(EventId publicId, AttendanceEvent event, boolean confirmed) {}
