package dev.rollcall.receiver.store;

import dev.rollcall.attendance.identity.Relation;

/**
 * A further id of a stored event.
 *
 * @param ref      the event
 * @param printed  the further id
 * @param relation why it is the same event
 */
public record Alias(EventRef ref, Printed printed, Relation relation) {}
