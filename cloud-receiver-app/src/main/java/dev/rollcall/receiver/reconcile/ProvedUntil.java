package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.reconcile.CompleteUntil;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Verdict;
import dev.rollcall.receiver.store.DayTally;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The wall clock before which nothing can be missing, as far as the receiver can stand by what an agent told: never beyond a day whose own
 * line does not say "complete". An agent compares the last days only, and what changes before them it may never look at again.
 *
 * @param until    ISO-8601 local; null if there is none
 * @param heldBack why it is earlier than what the agent told; null if it is what the agent told
 */
record ProvedUntil(@Nullable String until, @Nullable String heldBack) {

    /** How many days are read at a time; a device may have been compared for decades. */
    private static final int AT_ONCE = 400;

    private static final ProvedUntil NONE = new ProvedUntil(null, null);

    /**
     * Returns it as a transaction sees it.
     *
     * @param told what the agent told, ISO-8601 local; null if it told none
     */
    static ProvedUntil of(UnitOfWork unit, ProofBook book, Device device, @Nullable String told) {
        LocalDateTime until = read(told);
        if (until == null) {
            return NONE;
        }
        Optional<LocalDate> first = unit.proofs().firstDay(device.id(), null);
        if (first.isEmpty()) {
            return new ProvedUntil(null, "no agent has told of any day that it compared");
        }
        LocalDate end = until.toLocalDate().atStartOfDay().equals(until)
                ? until.toLocalDate()
                : until.toLocalDate().plusDays(1);
        LocalDate day = first.get();
        while (day.isBefore(end)) {
            LocalDate to = day.plusDays(AT_ONCE).isBefore(end) ? day.plusDays(AT_ONCE) : end;
            Stretch stretch = new Stretch(unit.tallies().days(device.id(), day, to), book.days(unit, device, day, to));
            LocalDate held = stretch.firstHolding(day, to, until);
            LocalDate next = held == null ? to : beyondLostTime(unit, device, held);
            if (held != null && next.equals(held)) {
                return stretch.heldBack(held, until);
            }
            day = next;
        }
        return new ProvedUntil(told, null);
    }

    /**
     * A clock that lost its time was compared in another year, and nobody ever compares the years between, when the device was not heard of.
     * Returns the first day that counts again; the same day if it counts itself.
     */
    private static LocalDate beyondLostTime(UnitOfWork unit, Device device, LocalDate day) {
        LocalDate heardOf = DeviceDays.heardOf(device);
        LocalDate compared = unit.proofs().firstDay(device.id(), day).orElse(heardOf);
        LocalDate next = compared.isBefore(heardOf) ? compared : heardOf;
        return next.isAfter(day.plusDays(AT_ONCE)) ? next : day;
    }

    private static @Nullable LocalDateTime read(@Nullable String told) {
        try {
            return told == null ? null : LocalDateTime.parse(told);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** Some days. */
    private record Stretch(SortedMap<LocalDate, DayTally> kept, SortedMap<LocalDate, DayProof> proofs) {

        /** Returns the first day beyond whose proof nothing is complete; null if there is none. */
        @Nullable LocalDate firstHolding(LocalDate from, LocalDate to, LocalDateTime until) {
            return from.datesUntil(to)
                    .filter(day -> proved(day, until).isBefore(until))
                    .findFirst()
                    .orElse(null);
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
            return proof.findings().stream()
                    .filter(Finding::blocks)
                    .findFirst()
                    .map(Finding::toString)
                    .orElse("the device cannot count");
        }

        /** Returns until when a day lets the whole be complete; the day that is not over lets it be so within itself. */
        private LocalDateTime proved(LocalDate day, LocalDateTime until) {
            LocalDateTime start = day.atStartOfDay();
            DayProof proof = proofs.get(day);
            if (proof == null) {
                return start;
            }
            Verdict now = proof.verdict(tally(day).tally().sum());
            boolean isChanged = now != proof.verdict();
            boolean isPast = !until.isBefore(start.plusDays(1));
            if (isChanged || (isPast && now == Verdict.UNKNOWN)) {
                return start;
            }
            return Objects.requireNonNullElse(CompleteUntil.of(until, List.of(proof), List.of()), start);
        }

        private DayTally tally(LocalDate day) {
            return kept.getOrDefault(day, DayTally.ZERO);
        }
    }
}
