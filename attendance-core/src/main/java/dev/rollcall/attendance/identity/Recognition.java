package dev.rollcall.attendance.identity;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventId;
import java.util.Collection;
import java.util.Comparator;

/**
 * What an observation is to a store: a new event, or one that it knows. The store looks up the candidates, asks
 * {@link #of}, and writes what the answer says, all under one lock per device.
 *
 * <p>Candidates of an observation are the stored events of its device that have its id as public id or alias; that have its
 * serial, major and minor within {@link #candidateHours()} hours of its wall clock; and that have its second, major and minor
 * where the serial is missing on either side. More candidates do no harm.
 */
public sealed interface Recognition {

    /** Returns how many hours around a wall clock re-prints of an event are to be looked for. */
    static long candidateHours() {
        return EventIdentity.FURTHEST_REPRINT.toHours();
    }

    /**
     * Recognises an observation among stored events.
     *
     * @param seen       the event as it was seen now
     * @param confirming whether the channel confirms (the terminal's own log was read)
     * @param candidates what the store holds that may be the same event; their order does not matter
     */
    static Recognition of(AttendanceEvent seen, boolean confirming, Collection<StoredEvent> candidates) {
        EventId id = EventIdentity.idOf(seen);
        return candidates.stream()
                .filter(stored -> stored.publicId().equals(id) || EventIdentity.sameEvent(stored.event(), seen))
                .min(Comparator.comparing((StoredEvent stored) -> closeness(stored, seen))
                        .thenComparing(stored -> serialOf(stored.event()))
                        .thenComparing(StoredEvent::publicId))
                .<Recognition>map(stored -> Known.of(stored, seen, id, confirming))
                .orElseGet(() -> new New(id));
    }

    private static Relation closeness(StoredEvent stored, AttendanceEvent seen) {
        return EventIdentity.relate(stored.event(), seen);
    }

    private static long serialOf(AttendanceEvent event) {
        return event.serialNo() == null ? 0 : event.serialNo();
    }

    /**
     * The store does not have it.
     *
     * @param id the id to store it under
     */
    record New(EventId id) implements Recognition {}

    /**
     * The store has it.
     *
     * @param publicId      the id it is stored under
     * @param alias         this observation's own id, to be kept as an alias where it differs from the public id
     * @param relation      how this observation is related to the stored version
     * @param version       the version that counts from now on
     * @param changed       whether that version differs from the stored one, so that it must be written
     * @param contradiction whether the two versions contradict each other: both are to be kept, and a person told
     */
    record Known(
            EventId publicId,
            EventId alias,
            Relation relation,
            AttendanceEvent version,
            boolean changed,
            boolean contradiction)
            implements Recognition {

        private static Known of(StoredEvent stored, AttendanceEvent seen, EventId id, boolean confirming) {
            boolean contradiction = EventIdentity.contradict(stored.event(), seen);
            AttendanceEvent version = version(stored, seen, confirming, contradiction);
            return new Known(
                    stored.publicId(),
                    id,
                    EventIdentity.relate(stored.event(), seen),
                    version,
                    !version.equals(stored.event()),
                    contradiction);
        }

        private static AttendanceEvent version(
                StoredEvent stored, AttendanceEvent seen, boolean confirming, boolean contradiction) {
            if (contradiction) {
                return confirming && !stored.confirmed() ? seen : stored.event();
            }
            return stored.event().filledFrom(seen);
        }
    }
}
