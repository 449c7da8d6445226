package dev.rollcall.attendance.identity;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an observation is to a store: a new event, or one that it knows. The store looks up the candidates, asks
 * {@link #of}, and writes what the answer says, all under one lock per device.
 *
 * <p>Candidates of an observation are the stored events of its device that have its id as public id or alias; that have its
 * serial, major and minor within {@link #candidateHours()} hours of its wall clock; and that have its second (also as a
 * recorded re-print), major and minor where the serial is missing on either side. More candidates do no harm.
 */
public sealed interface Recognition {

    /** Returns how many hours around a wall clock re-prints of an event are to be looked for. */
    static long candidateHours() {
        return Reprint.FURTHEST.toHours();
    }

    /**
     * Recognises an observation among stored events.
     *
     * @param seen       the event as it was seen now
     * @param confirming whether the channel confirms (the terminal's own log was read)
     * @param candidates what the store holds that may be the same event; their order does not matter
     */
    static Recognition of(AttendanceEvent seen, boolean confirming, Collection<StoredEvent> candidates) {
        List<StoredEvent> same = candidates.stream()
                .filter(stored -> stored.relate(seen) != Relation.DIFFERENT)
                .sorted(Comparator.comparing((StoredEvent stored) -> stored.relate(seen))
                        .thenComparing(stored -> serialOf(stored.event()))
                        .thenComparing(StoredEvent::order))
                .toList();
        return same.isEmpty() ? new New(EventIdentity.idOf(seen)) : Known.of(same, seen, confirming);
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
     * @param relation      how this observation is related to the stored event; a re-print's wall clock is to be recorded
     * @param version       the version that counts from now on
     * @param changed       whether that version differs from the stored one, so that it must be written
     * @param contradiction whether the two versions contradict each other: both are to be kept, and a person told
     * @param absorbed      other stored events that this observation shows to be the same one: their ids, aliases,
     *                      re-prints and observations pass to {@code publicId}, and they are no events of their own
     *                      any more. Nearly always empty
     */
    record Known(
            EventId publicId,
            EventId alias,
            Relation relation,
            AttendanceEvent version,
            boolean changed,
            boolean contradiction,
            List<EventId> absorbed)
            implements Recognition {

        public Known {
            absorbed = List.copyOf(absorbed);
        }

        private static Known of(List<StoredEvent> same, AttendanceEvent seen, boolean confirming) {
            StoredEvent closest = same.get(0);
            AttendanceEvent counting = version(closest, closest, seen, confirming);
            StoredEvent twin = twinOf(closest, seen, counting, same);
            if (twin == null) {
                return known(closest, closest, seen, counting, absorbedBy(closest, seen, confirming, same));
            }
            boolean twinCameFirst = twin.order() < closest.order();
            StoredEvent kept = twinCameFirst ? twin : closest;
            StoredEvent absorbed = twinCameFirst ? closest : twin;
            AttendanceEvent version = version(kept, closest, seen, confirming).filledFrom(absorbed.event());
            return known(kept, closest, seen, version, List.of(absorbed.publicId()));
        }

        private static Known known(
                StoredEvent kept,
                StoredEvent closest,
                AttendanceEvent seen,
                AttendanceEvent version,
                List<EventId> absorbed) {
            return new Known(
                    kept.publicId(),
                    EventIdentity.idOf(seen),
                    closest.relate(seen),
                    version,
                    !version.equals(kept.event()),
                    contradicts(closest, seen),
                    absorbed);
        }

        private static boolean contradicts(StoredEvent closest, AttendanceEvent seen) {
            return EventIdentity.contradict(
                    closest.event(), seen.printedAt(closest.event().time().wallClock()));
        }

        /**
         * Finds the stored event that is the same one as the closest, seen before without its serial. What contradicts the version
         * that counts from now on is not it: a forged message may fit both the true event and an earlier forged one.
         */
        private static @Nullable StoredEvent twinOf(
                StoredEvent closest, AttendanceEvent seen, AttendanceEvent counting, List<StoredEvent> same) {
            return same.stream()
                    .skip(1)
                    .filter(stored -> seen.serialNo() != null && areOne(closest, stored, counting))
                    .findFirst()
                    .orElse(null);
        }

        /**
         * Finds the stored event that the terminal's log shows to be the closest one under another offset: only where the log has just shown
         * the closest to be a forged version of it. Otherwise two with one serial may be two events.
         */
        private static List<EventId> absorbedBy(
                StoredEvent closest, AttendanceEvent seen, boolean confirming, List<StoredEvent> same) {
            return same.stream()
                    .skip(1)
                    .filter(stored -> takesOver(closest, seen, confirming) && !contradicts(stored, seen))
                    .limit(1)
                    .map(StoredEvent::publicId)
                    .toList();
        }

        /** Two that are related to an observation with a serial have that very serial, or none. */
        private static boolean areOne(StoredEvent closest, StoredEvent stored, AttendanceEvent counting) {
            boolean oneLacksIt =
                    (closest.event().serialNo() == null) != (stored.event().serialNo() == null);
            return oneLacksIt
                    && !EventIdentity.contradict(
                            counting, stored.event().printedAt(counting.time().wallClock()));
        }

        private static AttendanceEvent version(
                StoredEvent kept, StoredEvent closest, AttendanceEvent seen, boolean confirming) {
            if (takesOver(closest, seen, confirming)) {
                return seen;
            }
            return contradicts(closest, seen) ? closest.event() : kept.event().filledFrom(seen);
        }

        /** Tells whether the terminal's log shows otherwise what only a message told so far. */
        private static boolean takesOver(StoredEvent closest, AttendanceEvent seen, boolean confirming) {
            return confirming && !closest.confirmed() && contradicts(closest, seen);
        }
    }
}
