package dev.rollcall.attendance.window;

import dev.rollcall.attendance.identity.Reprint;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a device by serial numbers: the last known events are read again, and whatever follows them. It notices a log
 * that was reset, a device that overwrote what was not read yet, and a device that does not heed the asked range. Pure and
 * immutable: the caller reads {@link #ask()} to its end and gives what came to {@link #answered}, until the verdict is out.
 *
 * <p>Rows of one range may come in any order. With all classes of events a device gives its numbers without holes, so a hole is
 * a gap. An empty answer proves nothing.
 */
public final class SerialWalk {

    private final Anchor known;
    private final long chunk;
    private final Stage stage;
    private final @Nullable SerialRange ask;
    private final Verdict verdict;
    private final Anchor newest;
    private final @Nullable SerialGap gap;

    private SerialWalk(Position start, Stage stage, @Nullable SerialRange ask, Verdict verdict) {
        this.known = start.known;
        this.chunk = start.chunk;
        this.newest = start.newest;
        this.gap = start.gap;
        this.stage = stage;
        this.ask = ask;
        this.verdict = verdict;
    }

    /**
     * Begins a pass.
     *
     * @param known  the newest event known of the device
     * @param reread how many of the last known serials are read again, at least one
     * @param chunk  how many serials beyond the known one are asked for at a time
     */
    public static SerialWalk from(Anchor known, long reread, long chunk) {
        long first = Math.max(1, known.serialNo() - Math.max(1, reread) + 1);
        Position start = new Position(known, chunk, known, null);
        return new SerialWalk(start, Stage.KNOWN, range(first, known.serialNo() + chunk), Verdict.UNDER_WAY);
    }

    /** Returns the range to read next; empty once the verdict is out. */
    public Optional<SerialRange> ask() {
        return Optional.ofNullable(ask);
    }

    /** Returns what the pass has come to. */
    public Verdict verdict() {
        return verdict;
    }

    /** Returns the newest event of the device as far as it is known now; meaningful unless the log was reset. */
    public Anchor newest() {
        return newest;
    }

    /** Returns what the device no longer holds although it was never read; empty if nothing is missing. */
    public Optional<SerialGap> gap() {
        return Optional.ofNullable(gap);
    }

    /**
     * Goes on with the rows of the asked range.
     *
     * @param rows serial and time of all of them, in any order; rows without a serial left out
     * @throws IllegalStateException if nothing is asked any more
     */
    public SerialWalk answered(List<Anchor> rows) {
        SerialRange asked = ask;
        if (asked == null) {
            throw new IllegalStateException("the walk is over: " + verdict);
        }
        if (!rows.stream().allMatch(row -> asked.contains(row.serialNo()))) {
            return ended(Verdict.RANGE_IGNORED);
        }
        return switch (stage) {
            case KNOWN -> afterKnown(asked, rows);
            case FURTHER -> afterFurther(asked, rows);
            case FAR -> rows.isEmpty() ? below() : with(rows).ended(Verdict.CAUGHT_UP);
            case BELOW -> ended(rows.isEmpty() ? Verdict.SILENT : Verdict.RESET);
        };
    }

    private SerialWalk afterKnown(SerialRange asked, List<Anchor> rows) {
        List<Anchor> same =
                rows.stream().filter(row -> row.serialNo() == known.serialNo()).toList();
        List<Anchor> above =
                rows.stream().filter(row -> row.serialNo() > known.serialNo()).toList();
        if (!same.isEmpty() && same.stream().noneMatch(this::isKnown)) {
            return ended(Verdict.RESET);
        }
        if (!above.isEmpty()) {
            return with(above).further(asked.last());
        }
        if (!same.isEmpty()) {
            return ended(Verdict.CAUGHT_UP);
        }
        return rows.isEmpty() ? far(asked) : ended(Verdict.RESET);
    }

    private SerialWalk afterFurther(SerialRange asked, List<Anchor> rows) {
        return rows.isEmpty() ? ended(Verdict.CAUGHT_UP) : with(rows).further(asked.last());
    }

    private SerialWalk further(long readTo) {
        return readTo >= SerialRange.HIGHEST
                ? ended(Verdict.CAUGHT_UP)
                : new SerialWalk(position(), Stage.FURTHER, range(readTo + 1, readTo + chunk), Verdict.UNDER_WAY);
    }

    /** Not even the known event is there: look for anything newer, however far. */
    private SerialWalk far(SerialRange asked) {
        return asked.last() >= SerialRange.HIGHEST
                ? below()
                : new SerialWalk(
                        position(), Stage.FAR, range(asked.last() + 1, SerialRange.HIGHEST), Verdict.UNDER_WAY);
    }

    /** Nothing at or above the known event: look for a log that began anew. */
    private SerialWalk below() {
        return known.serialNo() == 1
                ? ended(Verdict.SILENT)
                : new SerialWalk(position(), Stage.BELOW, range(1, known.serialNo() - 1), Verdict.UNDER_WAY);
    }

    private SerialWalk ended(Verdict found) {
        return new SerialWalk(position(), stage, null, found);
    }

    /** The same walk, having seen these rows, all newer than the known event. */
    private SerialWalk with(List<Anchor> rows) {
        Comparator<Anchor> bySerial = Comparator.comparingLong(Anchor::serialNo);
        Anchor lowest = rows.stream().min(bySerial).orElseThrow();
        Anchor highest = rows.stream().max(bySerial).orElseThrow();
        boolean first = newest.serialNo() == known.serialNo();
        boolean hole = first && lowest.serialNo() > known.serialNo() + 1;
        SerialGap found = hole
                ? new SerialGap(
                        range(known.serialNo() + 1, lowest.serialNo() - 1), known.wallClock(), lowest.wallClock())
                : gap;
        return new SerialWalk(new Position(known, chunk, highest, found), stage, ask, verdict);
    }

    private boolean isKnown(Anchor row) {
        return row.wallClock().equals(known.wallClock()) || Reprint.isZoneShift(known.wallClock(), row.wallClock());
    }

    private Position position() {
        return new Position(known, chunk, newest, gap);
    }

    private static SerialRange range(long first, long last) {
        return new SerialRange(first, Math.min(last, SerialRange.HIGHEST));
    }

    /** What a pass has come to. */
    public enum Verdict {
        /** There is more to ask. */
        UNDER_WAY,
        /** Everything the device holds beyond the known event was read. */
        CAUGHT_UP,
        /** The log was cleared or restarted: read everything. */
        RESET,
        /** The device showed nothing at all, which proves nothing. */
        SILENT,
        /** The device does not heed the range: read by time. */
        RANGE_IGNORED
    }

    private enum Stage {
        KNOWN,
        FURTHER,
        FAR,
        BELOW
    }

    private record Position(
            Anchor known,
            long chunk,
            Anchor newest,
            @Nullable SerialGap gap) {}
}
