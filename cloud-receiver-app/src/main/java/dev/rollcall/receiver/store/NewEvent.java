package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.identity.StoredEvent;
import java.util.Comparator;

/**
 * An event to be stored.
 *
 * @param stored  the event; its order means nothing yet
 * @param printed its public id
 * @param sight   the first sight of it
 * @param raw     the device's own bytes of it
 */
public record NewEvent(StoredEvent stored, Printed printed, Sight sight, RawRecord raw) {

    /** The order in which rows go to the end of the indexes. */
    public static final Comparator<NewEvent> BY_KEY = Comparator.comparing(
                    (NewEvent event) -> event.printed().wallClock())
            .thenComparing(event -> event.printed().id());
}
