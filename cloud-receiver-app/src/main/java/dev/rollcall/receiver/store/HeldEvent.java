package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.identity.StoredEvent;
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
 */
public record HeldEvent(
        EventRef ref, StoredEvent stored, LocalDateTime firstPrinted, Channel firstSeenBy, Set<EventId> aliases) {

    public HeldEvent {
        aliases = Set.copyOf(aliases);
    }

    /** Returns this event with another version of it. */
    public HeldEvent with(StoredEvent other) {
        return new HeldEvent(ref, other, firstPrinted, firstSeenBy, aliases);
    }
}
