package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records that were not understood. Every method is one transaction. Safe from any thread. */
public interface Quarantine {

    /**
     * Returns records in the order they came.
     *
     * @param after only those with a greater number
     * @param limit most records
     */
    List<HeldRecord> held(long after, int limit);

    /** Returns one record; null if there is none of this number. */
    @Nullable HeldRecord find(long id);

    /**
     * Journals what a record turned out to be, makes it wait for the receiver, and lets the record go.
     *
     * @param observations what it says; none if it is of no interest
     * @return what that was to the journal
     */
    PageTally release(HeldRecord held, List<Observation> observations);

    /** Keeps a record that is still not understood, with the present reason. */
    void keep(long id, String reason);
}
