package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.DeviceKey;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far each backfill has come, so that an ended one goes on where it stopped. Every method is one transaction. */
public interface Backfills {

    /** Returns the unfinished backfill of exactly this range; a new one if there is none. */
    Backfill begin(DeviceKey device, LocalDateTime from, @Nullable LocalDateTime to, Instant at);

    /**
     * Notes that everything before a wall clock is stored.
     *
     * @param tally what became of all records read so far, those of earlier runs included
     */
    void reached(long id, LocalDateTime reached, PageTally tally, Instant at);

    /** Ends a backfill: the same range asked for again is read from its beginning. */
    void finish(long id, Instant at);

    /** Returns the backfills that are not finished, oldest first. */
    List<Backfill> unfinished();
}
