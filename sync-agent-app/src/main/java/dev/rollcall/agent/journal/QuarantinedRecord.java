package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.RawRecord;

/**
 * A record that could not be understood, kept for a person or a later version.
 *
 * @param reason why not
 * @param raw    its exact bytes
 */
public record QuarantinedRecord(String reason, RawRecord raw) {}
