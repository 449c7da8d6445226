package dev.rollcall.receiver.inbox;

import dev.rollcall.attendance.event.Observation;
import dev.rollcall.receiver.ingest.Storable;
import dev.rollcall.receiver.store.InboxResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Adds up what became of the records of one body. Used by one thread. */
final class Tally {

    private static final int LONGEST_REASON = 1000;

    private final List<Observation> observations = new ArrayList<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private int covered;
    private int ignored;
    private int parked;

    void translated(Observation observation) {
        observations.add(observation);
    }

    /** Counts a record that is understood and stays outside the store for a reason. */
    void covered(String reason) {
        covered++;
        reasons.add(reason);
    }

    void ignored(String reason) {
        ignored++;
        reasons.add(reason);
    }

    void parked(String reason) {
        parked++;
        reasons.add(reason);
    }

    List<Observation> observations() {
        return List.copyOf(observations);
    }

    int parkedCount() {
        return parked;
    }

    InboxResult result() {
        InboxResult.State state = InboxResult.State.IGNORED;
        if (parked > 0) {
            state = InboxResult.State.PARKED;
        } else if (covered + observations.size() > 0) {
            state = InboxResult.State.DONE;
        }
        return new InboxResult(
                state, covered + observations.size(), ignored, parked, reasons.isEmpty() ? null : reason());
    }

    String reason() {
        String text = String.join("; ", reasons);
        return text.length() <= LONGEST_REASON ? text : Storable.wellFormed(text.substring(0, LONGEST_REASON));
    }
}
