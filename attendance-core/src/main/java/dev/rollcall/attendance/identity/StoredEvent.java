package dev.rollcall.attendance.identity;

import com.google.common.collect.Comparators;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventId;
import java.time.LocalDateTime;
import java.util.List;

/**
 * An event as a store holds it.
 *
 * @param order     rises with the order of storing, so that the first stored of several is known; a row number serves
 * @param publicId  the id it was first stored under, which it keeps
 * @param event     the version that counts
 * @param confirmed whether a confirming channel has seen it
 * @param reprints  the other wall clocks under which it was printed, one for each recorded re-print; in any order
 */
public record StoredEvent(
        long order, EventId publicId, AttendanceEvent event, boolean confirmed, List<LocalDateTime> reprints) {

    public StoredEvent {
        reprints = List.copyOf(reprints);
    }

    /** Tells how an observation is related to this event, under whichever of its printed times is closest. */
    Relation relate(AttendanceEvent seen) {
        Relation closest = EventIdentity.relate(event, seen);
        for (LocalDateTime reprint : reprints) {
            closest = Comparators.min(closest, EventIdentity.relate(event.printedAt(reprint), seen));
        }
        return closest;
    }
}
