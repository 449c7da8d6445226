package dev.rollcall.receiver.store;

/**
 * That a further channel saw a stored event.
 *
 * @param ref   the event
 * @param sight what that channel saw
 */
public record Seen(EventRef ref, Sight sight) {}
