package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.RawRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be understood, kept for a person or a later version.
 *
 * @param reason   why not
 * @param raw      its exact bytes
 * @param context  what is needed to translate it again
 * @param serialNo its place in the device's log, as far as that can be read; null if it cannot
 */
public record QuarantinedRecord(
        String reason,
        RawRecord raw,
        RecordContext context,
        @Nullable Long serialNo) {

    /** A record of which nothing but the bytes is known. */
    public QuarantinedRecord(String reason, RawRecord raw) {
        this(reason, raw, RecordContext.UNKNOWN, null);
    }

    /** A record without a readable serial number. */
    public QuarantinedRecord(String reason, RawRecord raw, RecordContext context) {
        this(reason, raw, context, null);
    }
}
