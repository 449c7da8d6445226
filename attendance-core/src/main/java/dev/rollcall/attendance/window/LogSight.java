package dev.rollcall.attendance.window;

import dev.rollcall.attendance.identity.Reprint;
import org.jspecify.annotations.Nullable;

/**
 * What one pass has seen of a device's log so far, to notice that the log was reset. Immutable; each page gives a new one.
 *
 * @param proof      what is proved once everything the device holds up to the newest row was read; null if no row had a serial
 * @param known      the newest point known before this pass; null if there was none
 * @param retold     whether the known serial came back with another time that is no re-print
 * @param laterSeen  whether a row later than the known point was seen
 */
public record LogSight(@Nullable LogProof proof, @Nullable Anchor known, boolean retold, boolean laterSeen) {

    /** Begins a pass over a device of which this point was known. */
    public static LogSight from(@Nullable Anchor known) {
        return new LogSight(null, known, false, false);
    }

    /** Returns the sight with one more row. */
    public LogSight with(Anchor row) {
        return new LogSight(
                proof == null ? new LogProof(row, row) : proof.with(row),
                known,
                retold || tellsAnotherTime(row),
                laterSeen || (known != null && row.wallClock().isAfter(known.wallClock())));
    }

    /** Returns the point with the highest serial seen in this pass; null if none carried a serial. */
    public @Nullable Anchor newest() {
        return proof == null ? null : proof.newest();
    }

    /**
     * Tells whether the log was reset: the known serial now names another event, or newer rows exist and every serial is
     * below the known one. An empty answer proves nothing.
     */
    public boolean showsReset() {
        boolean fellBack =
                known != null && proof != null && laterSeen && proof.newest().serialNo() < known.serialNo();
        return retold || fellBack;
    }

    private boolean tellsAnotherTime(Anchor row) {
        if (known == null || row.serialNo() != known.serialNo()) {
            return false;
        }
        return !Reprint.isSame(known.wallClock(), row.wallClock());
    }
}
