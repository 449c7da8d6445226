package dev.rollcall.attendance.window;

import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How far a device has been read: everything that it printed before {@code position} is in the journal or the quarantine.
 * Stored in the same transaction as the rows that justify it.
 *
 * @param position  the device's wall clock up to which all is read, exclusive; already less the overlap
 * @param clock     the device clock read before the last finished pass; while the first pass is under way, the one that it began with
 * @param newest    the newest known point of the device's log; null if no serial was ever seen
 * @param lastSweep when the whole log was last read, by the agent's clock; null while the first pass is under way; {@link #LONG_AGO} where all
 *                  must be read again
 */
public record Checkpoint(
        LocalDateTime position,
        @Nullable DeviceClock clock,
        @Nullable Anchor newest,
        @Nullable Instant lastSweep) {

    /** When the whole log was last read where that does not count any more. */
    public static final Instant LONG_AGO = Instant.EPOCH;

    /** Returns the same, with nothing of the log's whole to rely on: the next pass reads everything. */
    public Checkpoint toBeReadAgain() {
        return new Checkpoint(position, clock, newest, LONG_AGO);
    }

    /** Tells whether no pass has read the whole log yet: the next one goes on where the last one broke off. */
    public boolean isFirstPassUnderWay() {
        return lastSweep == null && newest == null;
    }
}
