package dev.rollcall.agent.journal;

import dev.rollcall.attendance.reconcile.Finding;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A record that a device's log has shown and nobody understood, as far as completeness depends on it. What only a push or a stream brought is
 * none: the log shows the same event whole, or it was none.
 *
 * @param digest   SHA-256 of its bytes, hexadecimal
 * @param serialNo its serial number; null if it cannot be read
 * @param bounds   when it can have been
 * @param accepted whether a person has accepted that it is not understood
 */
public record NotUnderstood(String digest, @Nullable Long serialNo, TimeBounds bounds, boolean accepted) {

    /** Tells whether it keeps days from being complete. */
    public boolean blocks() {
        return !accepted;
    }

    /**
     * Returns it as a finding.
     *
     * @param position how far its device is read; it cannot have been read further than that
     */
    public Finding finding(@Nullable LocalDateTime position) {
        LocalDateTime from = bounds.notBefore();
        LocalDateTime to = bounds.notAfter() == null ? position : bounds.notAfter();
        return new Finding(
                Finding.Kind.QUARANTINED,
                null,
                serialNo,
                null,
                from,
                from == null || to == null || !to.isAfter(from) ? null : to,
                state());
    }

    /** Returns what is to be said of it wherever it is told. */
    public Finding.State state() {
        return accepted ? Finding.State.ACCEPTED : Finding.State.OPEN;
    }
}
