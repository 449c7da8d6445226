package dev.rollcall.attendance.reconcile;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.identity.ContentDigest;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.Reprint;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is tallied.
 *
 * @param wallClock the wall clock of the version that counts, whose hour it belongs to
 * @param key       its public id and content
 */
public record TalliedEvent(LocalDateTime wallClock, EventKey key) {

    /** Returns an event as a store has it under an id. */
    public static TalliedEvent of(AttendanceEvent event, EventId id) {
        return new TalliedEvent(event.time().wallClock(), new EventKey(id, EventIdentity.digestOf(event)));
    }

    /**
     * Returns an acknowledged event as the receiver must have it: under its public id there, and as the version that counts there.
     * Both may differ from the journal's own, where another channel was first.
     *
     * @param mine      the journal's version
     * @param storedAs  the public id that the receipt gave
     * @param wallClock the wall clock that the receipt gave; null if it is that of what was sent
     * @param content   the digest that the receipt gave; null if it is that of what was sent
     */
    public static TalliedEvent acknowledged(
            AttendanceEvent mine,
            EventId storedAs,
            @Nullable LocalDateTime wallClock,
            @Nullable ContentDigest content) {
        LocalDateTime printed = mine.time().wallClock();
        LocalDateTime there = wallClock == null ? printed : wallClock;
        if (content == null || !isExplained(mine, there, content)) {
            return of(mine, storedAs);
        }
        return new TalliedEvent(there, new EventKey(storedAs, content));
    }

    /**
     * Tells whether another version is no contradiction: the same event printed under another offset, or with a person where the
     * journal knows none. Anything else stays a difference, so that a row that was edited there is never taken for agreed.
     */
    private static boolean isExplained(AttendanceEvent mine, LocalDateTime there, ContentDigest content) {
        LocalDateTime printed = mine.time().wallClock();
        boolean sameOrReprint = there.equals(printed) || Reprint.isZoneShift(there, printed);
        if (!sameOrReprint) {
            return false;
        }
        return EventIdentity.digestOf(mine.printedAt(there)).equals(content) || !EventIdentity.namesPerson(mine);
    }

    /** Returns the hour it belongs to. */
    public LocalDateTime hour() {
        return TallySheet.hourOf(wallClock);
    }

    /** Returns its tally. */
    public Tally tally() {
        return Tally.of(key);
    }
}
