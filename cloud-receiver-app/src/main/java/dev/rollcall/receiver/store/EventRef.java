package dev.rollcall.receiver.store;

/**
 * Where a store keeps an event. Nobody else reads anything into it.
 *
 * @param id    the event's number in this store; rises with the order of storing
 * @param month the part of the store it is in
 */
public record EventRef(long id, int month) {}
