package dev.rollcall.isapi.access;

import dev.rollcall.isapi.RawBytes;

/**
 * Something a device sent as an event, or as another record, that could not be read as one.
 *
 * @param reason why not, for a person
 * @param raw its exact bytes
 */
public record UnreadableRecord(String reason, RawBytes raw) {}
