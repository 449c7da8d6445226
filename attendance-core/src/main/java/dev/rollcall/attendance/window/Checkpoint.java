package dev.rollcall.attendance.window;

import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How far a device has been read: everything that it printed before {@code position} is in the journal or the quarantine.
 * Stored in the same transaction as the rows that justify it.
 *
 * @param position  the device's wall clock up to which all is read, exclusive; already less the overlap
 * @param clock     the device clock read before the last finished pass; null while the first pass is under way
 * @param newest    the newest known point of the device's log; null if no serial was ever seen
 * @param lastSweep when the whole log was last read, by the agent's clock; null if it never was
 */
public record Checkpoint(
        LocalDateTime position,
        @Nullable DeviceClock clock,
        @Nullable Anchor newest,
        @Nullable Instant lastSweep) {}
