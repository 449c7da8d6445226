package dev.rollcall.attendance.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What became of one event of a batch.
 *
 * @param id       the id the agent sent, echoed
 * @param outcome  a name of {@link Outcome}
 * @param storedAs the public id the receiver has it under; null if it was rejected
 * @param reason   why it was rejected; null otherwise
 */
public record OutcomeMessage(
        String id,
        String outcome,
        @Nullable String storedAs,
        @Nullable String reason) {

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
