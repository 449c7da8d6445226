package dev.rollcall.agent.journal;

import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialRange;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * That a person has accepted a loss, as it was then: what turns out to be lost beside it later is another one.
 *
 * @param serials    which serial numbers; null for a time of which nobody can say what was logged
 * @param notBefore  the wall clock before them, or at which that time begins; null if unknown
 * @param notAfter   the wall clock after them, or at which that time ends; null if unknown
 * @param noticedAt  when the loss was noticed: another log of the device has the same numbers again
 * @param acceptance who, when, and why
 */
public record AcceptedLoss(
        @Nullable SerialRange serials,
        @Nullable LocalDateTime notBefore,
        @Nullable LocalDateTime notAfter,
        Instant noticedAt,
        Acceptance acceptance) {

    /** Returns that these serial numbers are accepted to be lost. */
    public static AcceptedLoss of(SerialGap gap, Acceptance acceptance) {
        return new AcceptedLoss(gap.serials(), gap.notBefore(), gap.notAfter(), gap.noticedAt(), acceptance);
    }

    /** Returns that a person accepts that nobody read this time. */
    public static AcceptedLoss of(LostTime time, Acceptance acceptance) {
        return new AcceptedLoss(null, time.notBefore(), time.notAfter(), time.noticedAt(), acceptance);
    }

    boolean isOf(SerialGap gap) {
        return serials != null && gap.isLost() && noticedAt.equals(gap.noticedAt());
    }

    /** Tells whether it says something of a time, and if that has an end: of what is not over nobody knows what is lost. */
    boolean isOf(LostTime time) {
        return serials == null && notBefore != null && notAfter != null && isWithin(time, notBefore, notAfter);
    }

    private static boolean isWithin(LostTime time, LocalDateTime from, LocalDateTime to) {
        LocalDateTime end = time.notAfter();
        boolean all = !from.isAfter(time.notBefore()) && end != null && !to.isBefore(end);
        return all || (to.isAfter(time.notBefore()) && (end == null || from.isBefore(end)));
    }
}
