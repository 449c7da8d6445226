package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.identity.EventIdentity;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An id of an event, with what is hashed in it and by which it is looked up. These never change, whatever becomes of the event.
 *
 * @param id        the id
 * @param serialNo  the serial number; null if the observation did not carry it
 * @param wallClock the wall clock
 */
public record Printed(EventId id, @Nullable Long serialNo, LocalDateTime wallClock) {

    /** Returns the id of an event as it was observed. */
    public static Printed of(AttendanceEvent seen) {
        return under(EventIdentity.idOf(seen), seen);
    }

    /** The same where its id is known already. */
    public static Printed under(EventId id, AttendanceEvent seen) {
        return new Printed(id, seen.serialNo(), seen.time().wallClock());
    }
}
