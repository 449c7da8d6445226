package dev.rollcall.attendance.identity;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventId;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which observations are told to be one event or several. Pure and symmetric; the same on agent and receiver.
 */
public final class EventIdentity {

    private EventIdentity() {}

    /**
     * Computes the id of one observation from device key, serial, printed second, major and minor; where the serial is
     * missing, also from person or card, door and reader. An event seen by several channels may get several ids; which one
     * is its public id is the store's business ({@link Recognition}).
     */
    public static EventId idOf(AttendanceEvent event) {
        return EventId.of(identifying(event).hash());
    }

    /** Tells whether two observations are of one event. The order of the two does not matter. */
    public static boolean sameEvent(AttendanceEvent a, AttendanceEvent b) {
        return relate(a, b) != Relation.DIFFERENT;
    }

    /** Tells how two observations are related. The order of the two does not matter. */
    public static Relation relate(AttendanceEvent a, AttendanceEvent b) {
        if (!a.device().equals(b.device()) || a.major() != b.major() || a.minor() != b.minor()) {
            return Relation.DIFFERENT;
        }
        if (hasSameId(a, b)) {
            return Relation.SAME_ID;
        }
        if (isSameWithoutSerial(a, b)) {
            return Relation.SERIAL_MISSING;
        }
        return isReprint(a, b) ? Relation.REPRINT : Relation.DIFFERENT;
    }

    /** Computes the digest of what an event says: wall clock, major, minor and person; empty, zero and absent are equal. */
    public static ContentDigest digestOf(AttendanceEvent event) {
        return digest(event.time().wallClock(), event.major(), event.minor(), CanonicalText.personOf(event));
    }

    /**
     * Computes the same digest from single values, as an export has them.
     *
     * @param person the employee number; empty and zero name nobody
     */
    public static ContentDigest digestOf(LocalDateTime wallClock, int major, int minor, String person) {
        return digest(wallClock, major, minor, CanonicalText.present(person));
    }

    private static ContentDigest digest(LocalDateTime wallClock, int major, int minor, @Nullable String person) {
        return new ContentDigest(CanonicalText.version("rollcall content 1")
                .add(wallClock)
                .add(major)
                .add(minor)
                .add(person == null ? "-" : "person " + person)
                .hash());
    }

    /**
     * Tells whether two observations of one event contradict each other. A field that one of them lacks is no
     * contradiction, and neither is the wall clock of a re-print.
     */
    public static boolean contradict(AttendanceEvent a, AttendanceEvent b) {
        String personA = CanonicalText.personOf(a);
        String personB = CanonicalText.personOf(b);
        boolean otherPerson = personA != null && personB != null && !personA.equals(personB);
        boolean otherTime = !a.time().wallClock().equals(b.time().wallClock()) && !isReprint(a, b);
        return otherPerson || otherTime || a.major() != b.major() || a.minor() != b.minor();
    }

    /** Tells whether an event names a person; an empty number and zero name nobody. */
    public static boolean namesPerson(AttendanceEvent event) {
        return CanonicalText.personOf(event) != null;
    }

    private static CanonicalText identifying(AttendanceEvent event) {
        CanonicalText text = CanonicalText.version("rollcall event 1")
                .add(event.device().value())
                .add(event.serialNo() == null ? "-" : Long.toString(event.serialNo()))
                .add(event.time().wallClock())
                .add(event.major())
                .add(event.minor());
        if (event.serialNo() == null) {
            text.addPersonOrCard(event).addOrAbsent(event.door()).addOrAbsent(event.reader());
        }
        return text;
    }

    /** What is hashed is compared, not the hashes: this is asked for every pair of an observation and a candidate. */
    private static boolean hasSameId(AttendanceEvent a, AttendanceEvent b) {
        if (!Objects.equals(a.serialNo(), b.serialNo())
                || !a.time().wallClock().equals(b.time().wallClock())) {
            return false;
        }
        return a.serialNo() != null
                || (sameNumber(a.door(), b.door())
                        && sameNumber(a.reader(), b.reader())
                        && hashesSamePersonOrCard(a, b));
    }

    private static boolean hashesSamePersonOrCard(AttendanceEvent a, AttendanceEvent b) {
        String person = CanonicalText.personOf(a);
        return Objects.equals(person, CanonicalText.personOf(b))
                && (person != null || Objects.equals(CanonicalText.cardOf(a), CanonicalText.cardOf(b)));
    }

    private static boolean isSameWithoutSerial(AttendanceEvent a, AttendanceEvent b) {
        return (a.serialNo() == null) != (b.serialNo() == null)
                && a.time().wallClock().equals(b.time().wallClock())
                && samePersonOrCard(a, b)
                && sameNumber(a.door(), b.door());
    }

    private static boolean isReprint(AttendanceEvent a, AttendanceEvent b) {
        if (a.serialNo() == null || !a.serialNo().equals(b.serialNo())) {
            return false;
        }
        return Reprint.isZoneShift(a.time().wallClock(), b.time().wallClock())
                && Objects.equals(CanonicalText.personOf(a), CanonicalText.personOf(b));
    }

    private static boolean samePersonOrCard(AttendanceEvent a, AttendanceEvent b) {
        String personA = CanonicalText.personOf(a);
        String personB = CanonicalText.personOf(b);
        if (personA != null && personB != null) {
            return personA.equals(personB);
        }
        String cardA = CanonicalText.cardOf(a);
        String cardB = CanonicalText.cardOf(b);
        if (cardA != null && cardB != null) {
            return cardA.equals(cardB);
        }
        return personA == null && personB == null && cardA == null && cardB == null;
    }

    private static boolean sameNumber(@Nullable Integer a, @Nullable Integer b) {
        return (a == null ? 0 : a) == (b == null ? 0 : b);
    }
}
