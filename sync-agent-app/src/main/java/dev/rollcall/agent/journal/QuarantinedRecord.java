package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.RawRecord;

/**
 * A record that could not be understood, kept for a person or a later version.
 *
 * @param reason  why not
 * @param raw     its exact bytes
 * @param context what is needed to translate it again
 */
public record QuarantinedRecord(String reason, RawRecord raw, RecordContext context) {

    /** A record of which nothing but the bytes is known. */
    public QuarantinedRecord(String reason, RawRecord raw) {
        this(reason, raw, RecordContext.UNKNOWN);
    }
}
