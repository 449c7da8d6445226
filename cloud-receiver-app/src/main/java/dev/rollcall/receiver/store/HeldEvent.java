package dev.rollcall.receiver.store;

import dev.rollcall.attendance.identity.StoredEvent;

/**
 * An event with its row.
 *
 * @param row    the row's number
 * @param stored the event
 */
public record HeldEvent(long row, StoredEvent stored) {}
