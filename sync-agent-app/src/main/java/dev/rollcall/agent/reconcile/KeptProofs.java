package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.TallySum;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the last comparison of each day of a device came to, as the journal keeps it. */
final class KeptProofs {

    private KeptProofs() {}

    /** Returns all days that were ever compared. */
    static SortedMap<LocalDate, DayProof> of(TallyBook book, DeviceKey device) {
        SortedMap<LocalDate, DayProof> kept = new TreeMap<>();
        book.proofs(device).forEach((day, text) -> {
            ProofMessage.Day message = ProofText.day(text);
            kept.put(day, message == null ? unread(day) : ProofMessages.toDay(message));
        });
        return kept;
    }

    /** Returns a day of which nothing is known: nobody asked, or what was kept cannot be read any more. */
    static DayProof unread(LocalDate day) {
        return new DayProof(day, DeviceSays.NOTHING, 0, TallySum.ZERO, TallySum.ZERO, false, false, List.of());
    }
}
