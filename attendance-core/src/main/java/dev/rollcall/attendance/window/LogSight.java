package dev.rollcall.attendance.window;

import dev.rollcall.attendance.identity.Reprint;
import org.jspecify.annotations.Nullable;

/**
 * What one pass has seen of a device's log so far, to notice that the log was reset. Immutable; each page gives a new one.
 *
 * @param newest     the point with the highest serial seen in this pass; null if none carried a serial
 * @param known      the newest point known before this pass; null if there was none
 * @param retold     whether the known serial came back with another time that is no re-print
 * @param laterSeen  whether a row later than the known point was seen
 * @param oldest     the point with the lowest serial seen in this pass; null if none carried a serial
 */
public record LogSight(
        @Nullable Anchor newest,
        @Nullable Anchor known,
        boolean retold,
        boolean laterSeen,
        @Nullable Anchor oldest) {

    /** Begins a pass over a device of which this point was known. */
    public static LogSight from(@Nullable Anchor known) {
        return new LogSight(null, known, false, false, null);
    }

    /** Returns the sight with one more row. */
    public LogSight with(Anchor row) {
        boolean higher = newest == null || row.serialNo() > newest.serialNo();
        boolean lower = oldest == null || row.serialNo() < oldest.serialNo();
        return new LogSight(
                higher ? row : newest,
                known,
                retold || tellsAnotherTime(row),
                laterSeen || (known != null && row.wallClock().isAfter(known.wallClock())),
                lower ? row : oldest);
    }

    /**
     * Tells whether the log was reset: the known serial now names another event, or newer rows exist and every serial is
     * below the known one. An empty answer proves nothing.
     */
    public boolean showsReset() {
        boolean fellBack = known != null && newest != null && laterSeen && newest.serialNo() < known.serialNo();
        return retold || fellBack;
    }

    /** Returns what is proved once everything the device holds up to the newest row was read; null if no row had a serial. */
    public @Nullable LogProof proof() {
        return oldest == null || newest == null ? null : new LogProof(oldest, newest);
    }

    private boolean tellsAnotherTime(Anchor row) {
        if (known == null || row.serialNo() != known.serialNo()) {
            return false;
        }
        return !row.wallClock().equals(known.wallClock()) && !Reprint.isZoneShift(known.wallClock(), row.wallClock());
    }
}
