package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.RawRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be understood, kept for a person or a later version.
 *
 * @param reason   why not
 * @param raw      its exact bytes
 * @param context  what is needed to translate it again
 * @param serialNo its place in the device's log, as far as that can be read; null if it cannot
 * @param bounds   when it can have been
 */
public record QuarantinedRecord(
        String reason,
        RawRecord raw,
        RecordContext context,
        @Nullable Long serialNo,
        TimeBounds bounds) {

    /** A record of which nothing but the bytes is known. */
    public QuarantinedRecord(String reason, RawRecord raw) {
        this(reason, raw, RecordContext.UNKNOWN, null);
    }

    /** A record without a readable serial number. */
    public QuarantinedRecord(String reason, RawRecord raw, RecordContext context) {
        this(reason, raw, context, null);
    }

    /** A record of which nobody knows when it was. */
    public QuarantinedRecord(String reason, RawRecord raw, RecordContext context, @Nullable Long serialNo) {
        this(reason, raw, context, serialNo, TimeBounds.UNKNOWN);
    }

    /** Tells whether the device's log has shown it; what only came in as news is not known to be a record of it. */
    public boolean isOfLog() {
        return context.channel().confirms();
    }

    /** Returns it with what else is known of its time. */
    public QuarantinedRecord within(TimeBounds other) {
        return new QuarantinedRecord(reason, raw, context, serialNo, bounds.narrowedBy(other));
    }

    /** Returns SHA-256 of its bytes, hexadecimal. */
    public String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw.toByteArray()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
