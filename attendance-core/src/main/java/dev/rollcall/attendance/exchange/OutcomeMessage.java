package dev.rollcall.attendance.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What became of one event of a batch.
 *
 * @param id       the id the agent sent, echoed
 * @param outcome  a name of {@link Outcome}
 * @param storedAs the public id the receiver has it under; null if it was rejected
 * @param reason   why it was rejected; null otherwise
 * @param wallClock the wall clock of the version that counts there, ISO-8601 local, if it is another one than was sent; null otherwise
 * @param content  the digest of the version that counts there, if it is another one than that of what was sent; null otherwise
 */
public record OutcomeMessage(
        String id,
        String outcome,
        @Nullable String storedAs,
        @Nullable String reason,
        @Nullable String wallClock,
        @Nullable String content) {

    /** The outcome of an event of which exactly what was sent counts, or nothing. */
    public OutcomeMessage(String id, String outcome, @Nullable String storedAs, @Nullable String reason) {
        this(id, outcome, storedAs, reason, null, null);
    }

    /** What may become of an event. */
    public enum Outcome {
        /** It was new and is stored. */
        STORED,
        /** The store had it already. */
        KNOWN,
        /** It cannot be stored as it is; the reason says why. It is not to be sent again unchanged to the same version. */
        REJECTED
    }
}
