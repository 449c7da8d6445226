package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.identity.StoredEvent;
import java.time.Instant;

/**
 * An event to be stored.
 *
 * @param stored     the event
 * @param raw        the device's own bytes of it
 * @param receivedAt when it came, by the receiver's clock
 */
public record NewEvent(StoredEvent stored, RawRecord raw, Instant receivedAt) {}
