package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.Observation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records that were not understood. What a device's log has shown stays until it is understood; of scraps that came as a push or in a
 * stream only the newest {@value #SCRAPS_KEPT} of each device stay, and none for longer than the journal keeps events. Every method is one
 * transaction. Safe from any thread.
 */
public interface Quarantine {

    /** How many scraps of pushes and streams are kept of each device. */
    int SCRAPS_KEPT = 200;

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

    /**
     * Notes that a person accepts a record, in place of what was noted of that before.
     *
     * @return whether there is a record of this number
     */
    boolean accept(long id, Acceptance acceptance);

    /**
     * What had to go because too many such came.
     *
     * @param deviceName what its device is called
     * @param records    how many scraps of pushes and streams went, of all that ever came
     * @param lastAt     when the last of them went
     */
    record Dropped(String deviceName, long records, Instant lastAt) {}

    /** Returns what had to go, by device. */
    List<Dropped> dropped();
}
