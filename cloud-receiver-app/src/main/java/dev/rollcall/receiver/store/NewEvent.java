package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.identity.StoredEvent;

/**
 * An event to be stored.
 *
 * @param stored  the event; its order means nothing yet
 * @param printed its public id
 * @param sight   the first sight of it
 * @param raw     the device's own bytes of it
 */
public record NewEvent(StoredEvent stored, Printed printed, Sight sight, RawRecord raw) {}
