package dev.rollcall.agent.journal;

import java.util.List;

/**
 * What a full verification came to.
 *
 * @param events  how many events were compared with what was written
 * @param entries how many entries of the ledger were followed
 * @param faults  all that is not as it was written; empty if the journal is sound
 */
public record JournalProof(long events, long entries, List<JournalFault> faults) {

    public JournalProof {
        faults = List.copyOf(faults);
    }

    /** Tells whether nothing is wrong. */
    public boolean isSound() {
        return faults.isEmpty();
    }
}
