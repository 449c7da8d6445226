package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.reconcile.CompleteUntil;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.TallySum;
import dev.rollcall.attendance.reconcile.Verdict;
import dev.rollcall.receiver.store.DayTally;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The wall clock before which nothing can be missing, as far as the receiver can stand by what agents told: never beyond a day whose own
 * line does not say "complete", but for losses that a person has accepted. An agent compares the last days only, and what changes before them it may never look at again.
 *
 * @param until    ISO-8601 local; null if there is none
 * @param heldBack why it is earlier than what the agent told that compared last; null if it is not
 */
record ProvedUntil(@Nullable String until, @Nullable String heldBack) {

    /** How many days are read at first, and at most at a time: mostly it is the last ones, but a device may have been compared for decades. */
    private static final int AT_FIRST = 8;

    private static final int AT_ONCE = 400;

    /** Returns it as a transaction sees it. */
    static ProvedUntil of(UnitOfWork unit, Tellers tellers, Device device) {
        Tellers.Bound bound = tellers.until(
                day -> Stretch.of(unit, tellers, device, day, day.plusDays(1)).isComplete(day));
        LocalDateTime until = bound.until();
        if (until == null) {
            return new ProvedUntil(null, bound.why());
        }
        Optional<LocalDate> from = begin(unit, device);
        if (from.isEmpty()) {
            return new ProvedUntil(null, "no agent has told of any day that it compared");
        }
        LocalDate end = until.toLocalDate().atStartOfDay().equals(until)
                ? until.toLocalDate()
                : until.toLocalDate().plusDays(1);
        LocalDate open = firstOpen(unit, tellers, device, from.get(), end);
        if (open.isBefore(end)) {
            Stretch stretch = Stretch.of(unit, tellers, device, open, open.plusDays(1));
            if (stretch.proved(open, until).isBefore(until)) {
                return stretch.heldBack(open, until);
            }
        }
        return new ProvedUntil(IsoText.of(until), bound.why());
    }

    /**
     * Keeps up to where all days are complete, so that nobody has to look at them again. To be called under the lock of the device, when
     * something was told of it.
     */
    static void moveOn(UnitOfWork unit, Tellers tellers, Device device) {
        begin(unit, device)
                .ifPresent(from -> unit.proofs()
                        .proved(device.id(), firstOpen(unit, tellers, device, from, LocalDate.of(9999, 12, 31))));
    }

    /**
     * Returns the first day that was compared, or a later one if all from it on are known to be complete. What changed before the first one
     * moves back what is known, and is no matter of comparing.
     */
    private static Optional<LocalDate> begin(UnitOfWork unit, Device device) {
        return unit.proofs()
                .firstDay(device.id(), null)
                .map(first -> unit.proofs()
                        .provedBefore(device.id())
                        .filter(first::isBefore)
                        .orElse(first));
    }

    /** Returns the first day that is not complete and counts; a later one than those asked about if there is none among them. */
    private static LocalDate firstOpen(UnitOfWork unit, Tellers tellers, Device device, LocalDate from, LocalDate end) {
        LocalDate day = from;
        int days = AT_FIRST;
        while (day.isBefore(end)) {
            LocalDate to = day.plusDays(days).isBefore(end) ? day.plusDays(days) : end;
            LocalDate open = Stretch.of(unit, tellers, device, day, to).firstOpen(day, to);
            day = open == null ? to : beyondLostTime(unit, device, open);
            if (day.equals(open)) {
                return day;
            }
            days = Math.min(2 * days, AT_ONCE);
        }
        return day;
    }

    /**
     * A clock that lost its time was compared in another year, and nobody ever compares the years between, when the device was not heard of
     * and of which it has no events. Returns the first day that counts again; the same day if it counts itself.
     */
    private static LocalDate beyondLostTime(UnitOfWork unit, Device device, LocalDate day) {
        LocalDate next = Stream.of(unit.proofs().firstDay(device.id(), day), firstEvent(unit, device, day))
                .flatMap(Optional::stream)
                .reduce(DeviceDays.heardOf(device), (a, b) -> a.isBefore(b) ? a : b);
        return next.isAfter(day.plusDays(CompleteUntil.LOST_DAYS)) ? next : day;
    }

    private static Optional<LocalDate> firstEvent(UnitOfWork unit, Device device, LocalDate from) {
        Optional<LocalDate> kept = firstKept(unit, device, from);
        while (kept.isPresent()
                && unit.tallies()
                        .days(device.id(), kept.get(), kept.get().plusDays(1))
                        .isEmpty()) {
            // Of events that count elsewhere by now a tally of nothing is left.
            kept = firstKept(unit, device, kept.get().plusDays(1));
        }
        return kept;
    }

    private static Optional<LocalDate> firstKept(UnitOfWork unit, Device device, LocalDate from) {
        return unit.tallies().firstKept(device.id(), from.atStartOfDay()).map(LocalDateTime::toLocalDate);
    }

    /** Some days. */
    private record Stretch(SortedMap<LocalDate, DayTally> kept, SortedMap<LocalDate, DayProof> proofs) {

        static Stretch of(UnitOfWork unit, Tellers tellers, Device device, LocalDate from, LocalDate to) {
            SortedMap<LocalDate, DayTally> kept = unit.tallies().days(device.id(), from, to);
            return new Stretch(kept, tellers.days(from, to, kept));
        }

        /** Returns the first day that is not complete; null if there is none. */
        @Nullable LocalDate firstOpen(LocalDate from, LocalDate to) {
            return from.datesUntil(to)
                    .filter(day -> !isComplete(day))
                    .findFirst()
                    .orElse(null);
        }

        boolean isComplete(LocalDate day) {
            DayProof proof = proofs.get(day);
            return proof != null
                    && proof.verdictBesideAcceptedLosses(tally(day).tally().sum()) == Verdict.COMPLETE;
        }

        ProvedUntil heldBack(LocalDate day, LocalDateTime until) {
            return new ProvedUntil(IsoText.of(proved(day, until)), day + " is not complete: " + why(day));
        }

        private String why(LocalDate day) {
            DayProof proof = proofs.get(day);
            String unknown = DeviceDays.why(proof, tally(day));
            if (proof == null || unknown != null) {
                return Objects.requireNonNullElse(unknown, DeviceDays.NEVER);
            }
            if (isChanged(proof)) {
                return DeviceDays.LATE;
            }
            return proof.findings().stream()
                    .filter(Finding::blocks)
                    .findFirst()
                    .map(Finding::toString)
                    .orElse("the device cannot count");
        }

        /** Returns until when a day lets the whole be complete; the day that is not over lets it be so within itself. */
        LocalDateTime proved(LocalDate day, LocalDateTime until) {
            LocalDateTime start = day.atStartOfDay();
            DayProof proof = proofs.get(day);
            if (proof == null) {
                return start;
            }
            boolean isPast = !until.isBefore(start.plusDays(1));
            boolean isUnknown =
                    proof.verdictBesideAcceptedLosses(tally(day).tally().sum()) == Verdict.UNKNOWN;
            if (isChanged(proof) || (isPast && isUnknown)) {
                return start;
            }
            return Objects.requireNonNullElse(CompleteUntil.of(until, List.of(proof), List.of()), start);
        }

        /** Of a day that was over when it was compared nothing comes or goes, whatever else was found of it. */
        private boolean isChanged(DayProof proof) {
            TallySum now = tally(proof.day()).tally().sum();
            return proof.verdictBesideAcceptedLosses() != proof.verdictBesideAcceptedLosses(now)
                    || (proof.over() && !proof.receiver().equals(now));
        }

        private DayTally tally(LocalDate day) {
            return kept.getOrDefault(day, DayTally.ZERO);
        }
    }
}
