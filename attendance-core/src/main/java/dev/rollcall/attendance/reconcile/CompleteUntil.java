package dev.rollcall.attendance.reconcile;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The instant of a device's clock before which nothing can be missing, for payroll. */
public final class CompleteUntil {

    /** A clock that lost its time was compared in another year; nobody ever compares the days between, if they are more than these. */
    public static final int LOST_DAYS = 400;

    private CompleteUntil() {}

    /**
     * Returns it; null if there is none such.
     *
     * @param position how far the device is read; null if it never was
     * @param days     the days that were compared, also in earlier comparisons
     * @param findings what is of no day, such as gaps and records that were not understood
     */
    public static @Nullable LocalDateTime of(
            @Nullable LocalDateTime position, Collection<DayProof> days, Collection<Finding> findings) {
        LocalDateTime until = position;
        for (DayProof day : days) {
            until = earlier(until, openFrom(day));
        }
        for (Finding finding : findings) {
            if (finding.blocks()) {
                until = finding.wallClock() == null ? null : earlier(until, finding.wallClock());
            }
        }
        return until;
    }

    /**
     * Returns how many losses before it a person has accepted: nothing is held back for them, and something may be missing all the same.
     *
     * @param until    before which nothing else can be missing; null if there is none such
     * @param findings what is of no day
     */
    public static long acceptedBefore(@Nullable LocalDateTime until, Collection<Finding> findings) {
        if (until == null) {
            return 0;
        }
        return findings.stream()
                .filter(Finding::isAcceptedLoss)
                .filter(loss -> loss.wallClock() == null || loss.wallClock().isBefore(until))
                .count();
    }

    /** Returns what is to be said of so many accepted losses after "complete until …"; nothing if there are none. */
    public static String butFor(long accepted) {
        if (accepted == 0) {
            return "";
        }
        return ", but for " + (accepted == 1 ? "a loss" : accepted + " losses") + " that a person has accepted";
    }

    /**
     * Returns the first day that nobody compared, after days that were compared and before the one up to which the device is read; null if
     * there is none.
     *
     * @param compared the days that were compared
     * @param position how far the device is read
     */
    public static @Nullable LocalDate firstNotCompared(Collection<LocalDate> compared, LocalDateTime position) {
        LocalDate last = position.toLocalDate();
        TreeSet<LocalDate> days = new TreeSet<>(compared);
        LocalDate next = null;
        for (LocalDate day :
                Stream.concat(days.headSet(last).stream(), Stream.of(last)).toList()) {
            if (next != null && next.isBefore(day) && !next.plusDays(LOST_DAYS).isBefore(day)) {
                return next;
            }
            next = day.plusDays(1);
        }
        return null;
    }

    /** Returns from when on a day is not proved; null if all of it is, or if it is only not over. */
    private static @Nullable LocalDateTime openFrom(DayProof day) {
        if (!day.agrees()) {
            return day.day().atStartOfDay();
        }
        return day.verdictBesideAcceptedLosses() == Verdict.INCOMPLETE ? earliest(day) : null;
    }

    private static LocalDateTime earliest(DayProof day) {
        LocalDateTime start = day.day().atStartOfDay();
        return day.findings().stream()
                .filter(Finding::blocks)
                .map(finding -> Objects.requireNonNullElse(finding.wallClock(), start))
                .reduce(day.day().plusDays(1).atStartOfDay(), (a, b) -> a.isBefore(b) ? a : b);
    }

    private static @Nullable LocalDateTime earlier(@Nullable LocalDateTime a, @Nullable LocalDateTime b) {
        if (a == null || b == null) {
            return a;
        }
        return b.isBefore(a) ? b : a;
    }
}
