package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.identity.Relation;
import java.time.LocalDateTime;

/**
 * A further id of a stored event.
 *
 * @param row       the event's row
 * @param id        the further id
 * @param relation  why it is the same event
 * @param wallClock the time printed with that id
 */
public record Alias(long row, EventId id, Relation relation, LocalDateTime wallClock) {}
