package dev.rollcall.attendance.window;

import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Events that a device logged and no longer holds, and that were never read.
 *
 * @param serials   their serial numbers
 * @param notBefore the wall clock of the last event known before them; null if none is
 * @param notAfter  the wall clock of the first event known after them; null if none is
 * @param kind      what became of them, as far as can be told
 * @param noticedAt when that was noticed, by our clock
 */
public record SerialGap(
        SerialRange serials,
        @Nullable LocalDateTime notBefore,
        @Nullable LocalDateTime notAfter,
        Kind kind,
        Instant noticedAt) {

    /** What became of lost events. */
    public enum Kind {
        /** They are older than the oldest event the device holds: the ring came round, or somebody deleted old events. */
        OVERWRITTEN,
        /** The device holds events on both sides of them: somebody deleted them there. */
        DELETED,
        /** The device was asked for exactly these numbers and shows their neighbours, and nothing between them. */
        ABSENT
    }
}
