package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.reconcile.CompleteUntil;
import dev.rollcall.attendance.reconcile.DayProof;
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
        Optional<LocalDate> first = unit.proofs().firstDay(device.id());
        if (first.isEmpty()) {
            return new ProvedUntil(null, "no agent has told of any day that it compared");
        }
        LocalDate end = until.toLocalDate().atStartOfDay().equals(until)
                ? until.toLocalDate()
                : until.toLocalDate().plusDays(1);
        for (LocalDate from = first.get(); from.isBefore(end); from = from.plusDays(AT_ONCE)) {
            LocalDate to = from.plusDays(AT_ONCE).isBefore(end) ? from.plusDays(AT_ONCE) : end;
            ProvedUntil held = heldBack(unit, book, device, from, to, until);
            if (held != null) {
                return held;
            }
        }
        return new ProvedUntil(told, null);
    }

    private static @Nullable LocalDateTime read(@Nullable String told) {
        try {
            return told == null ? null : LocalDateTime.parse(told);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static @Nullable ProvedUntil heldBack(
            UnitOfWork unit, ProofBook book, Device device, LocalDate from, LocalDate to, LocalDateTime until) {
        SortedMap<LocalDate, DayTally> kept = unit.tallies().days(device.id(), from, to);
        SortedMap<LocalDate, DayProof> proofs = book.days(unit, device, from, to);
        for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
            DayTally tally = kept.getOrDefault(day, DayTally.ZERO);
            DayProof proof = proofs.get(day);
            LocalDateTime proved = proved(day, tally, proof, until);
            if (proved.isBefore(until)) {
                return new ProvedUntil(IsoText.of(proved), day + " is not complete: " + why(proof, tally));
            }
        }
        return null;
    }

    /** Returns until when a day lets the whole be complete; the day that is not over lets it be so within itself. */
    private static LocalDateTime proved(LocalDate day, DayTally kept, @Nullable DayProof proof, LocalDateTime until) {
        LocalDateTime start = day.atStartOfDay();
        if (proof == null) {
            return start;
        }
        Verdict now = proof.verdict(kept.tally().sum());
        boolean isChanged = now != proof.verdict();
        boolean isPast = !until.isBefore(start.plusDays(1));
        if (isChanged || (isPast && now == Verdict.UNKNOWN)) {
            return start;
        }
        return Objects.requireNonNullElse(CompleteUntil.of(until, List.of(proof), List.of()), start);
    }

    private static String why(@Nullable DayProof proof, DayTally kept) {
        return Objects.requireNonNullElse(DeviceDays.why(proof, kept), "what is missing stands there");
    }
}
