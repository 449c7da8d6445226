package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.attendance.reconcile.TalliedEvent;
import java.time.LocalDateTime;
import java.util.Set;

/**
 * An event as the store holds it.
 *
 * @param ref          where it is kept
 * @param stored       the event; its order is the number in {@code ref}
 * @param firstPrinted the wall clock under its public id
 * @param firstSeenBy  the channel that saw it first
 * @param aliases      its further ids
 * @param row          what its row is tallied as; stays what it was when another version is to be written
 * @param asWritten    whether its row still says what was stored, and was not edited by hand
 */
public record HeldEvent(
        EventRef ref,
        StoredEvent stored,
        LocalDateTime firstPrinted,
        Channel firstSeenBy,
        Set<EventId> aliases,
        TalliedEvent row,
        boolean asWritten) {

    public HeldEvent {
        aliases = Set.copyOf(aliases);
    }

    /** Returns this event with the wall clock that is hashed in its public id, where its row does not tell it any more. */
    public HeldEvent firstPrintedAt(LocalDateTime wallClock) {
        return new HeldEvent(ref, stored, wallClock, firstSeenBy, aliases, row, asWritten);
    }

    /** Returns this event with another version of it. */
    public HeldEvent with(StoredEvent other) {
        return new HeldEvent(ref, other, firstPrinted, firstSeenBy, aliases, row, asWritten);
    }
}
