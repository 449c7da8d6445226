package dev.rollcall.attendance.window;

import static java.util.Comparator.comparingLong;

import dev.rollcall.attendance.identity.Reprint;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a device by serial numbers: the last known events are read again, and whatever follows them. It notices a log
 * that was reset and a device that does not heed the asked range. Pure and immutable: the caller reads {@link #ask()} to its
 * end and gives what came to {@link #answered}, until the verdict is out.
 *
 * <p>Everything from the last known serials on is asked for at once, so that a pass without news is one request. Where that is
 * too much, {@link #tooLarge()} asks for it piece by piece. Rows of one range may come in any order. An empty answer proves
 * nothing.
 */
public final class SerialWalk {

    private final Anchor known;
    private final long reread;
    private final long chunk;
    private final Stage stage;
    private final @Nullable SerialRange ask;
    private final Verdict verdict;
    private final Sight sight;

    private SerialWalk(Start start, Stage stage, @Nullable SerialRange ask, Verdict verdict, Sight sight) {
        this.known = start.known;
        this.reread = start.reread;
        this.chunk = start.chunk;
        this.stage = stage;
        this.ask = ask;
        this.verdict = verdict;
        this.sight = sight;
    }

    /**
     * Begins a pass.
     *
     * @param known  the newest event known of the device
     * @param reread how many of the last known serials are read again, at least one
     * @param chunk  how many serials are asked for at a time where all of them are too many
     */
    public static SerialWalk from(Anchor known, long reread, long chunk) {
        Start start = new Start(known, Math.max(1, reread), chunk);
        Sight nothing = new Sight(known, false, false);
        return new SerialWalk(start, Stage.ALL, range(start.first(), SerialRange.HIGHEST), Verdict.UNDER_WAY, nothing);
    }

    /** Returns the range to read next; empty once the verdict is out. */
    public Optional<SerialRange> ask() {
        return Optional.ofNullable(ask);
    }

    /** Tells whether the asked range may be given up for smaller ones if it holds too many rows. */
    public boolean isSplittable() {
        return stage == Stage.ALL;
    }

    /** Returns what the pass has come to. */
    public Verdict verdict() {
        return verdict;
    }

    /** Returns the newest event up to which all is read; meaningful unless the log was reset. */
    public Anchor newest() {
        return sight.newest;
    }

    /**
     * Goes on in smaller ranges, nothing of the asked one being read.
     *
     * @throws IllegalStateException unless {@link #isSplittable()}
     */
    public SerialWalk tooLarge() {
        if (!isSplittable()) {
            throw new IllegalStateException("the asked range cannot be split: " + ask);
        }
        return asking(Stage.KNOWN, range(start().first(), known.serialNo() + chunk));
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
            case ALL, KNOWN -> afterKnown(asked, rows);
            case FURTHER -> rows.isEmpty() ? far(asked) : with(rows).further(asked);
            case FAR -> with(rows).concluded();
            case BELOW -> ended(rows.isEmpty() ? Verdict.SILENT : Verdict.RESET);
        };
    }

    private SerialWalk afterKnown(SerialRange asked, List<Anchor> rows) {
        List<Anchor> same =
                rows.stream().filter(row -> row.serialNo() == known.serialNo()).toList();
        if (!same.isEmpty() && same.stream().noneMatch(this::isKnown)) {
            return ended(Verdict.RESET);
        }
        if (same.isEmpty()
                && rows.stream().anyMatch(row -> row.serialNo() < known.serialNo())
                && rows.stream().anyMatch(row -> row.serialNo() > known.serialNo())) {
            return ended(Verdict.DOUBTFUL);
        }
        SerialWalk seen = with(rows);
        return seen.sight.newest.equals(known) ? seen.far(asked) : seen.further(asked);
    }

    private SerialWalk further(SerialRange asked) {
        return asked.last() >= SerialRange.HIGHEST
                ? concluded()
                : asking(Stage.FURTHER, range(asked.last() + 1, asked.last() + chunk));
    }

    /** Nothing in the last piece: look for anything newer, however far, since somebody may have deleted what was between. */
    private SerialWalk far(SerialRange asked) {
        return asked.last() >= SerialRange.HIGHEST
                ? concluded()
                : asking(Stage.FAR, range(asked.last() + 1, SerialRange.HIGHEST));
    }

    /** Everything from the known event on is read. */
    private SerialWalk concluded() {
        if (sight.atOrAbove) {
            return ended(Verdict.CAUGHT_UP);
        }
        if (sight.any) {
            return ended(Verdict.RESET);
        }
        return known.serialNo() == 1 ? ended(Verdict.SILENT) : asking(Stage.BELOW, range(1, known.serialNo() - 1));
    }

    private SerialWalk asking(Stage next, SerialRange range) {
        return new SerialWalk(start(), next, range, Verdict.UNDER_WAY, sight);
    }

    private SerialWalk ended(Verdict found) {
        return new SerialWalk(start(), stage, null, found, sight);
    }

    /** The same walk, having seen these rows. */
    private SerialWalk with(List<Anchor> rows) {
        Anchor newest = rows.stream().reduce(sight.newest, BinaryOperator.maxBy(comparingLong(Anchor::serialNo)));
        boolean atOrAbove = rows.stream().anyMatch(row -> row.serialNo() >= known.serialNo());
        Sight more = new Sight(newest, sight.atOrAbove || atOrAbove, sight.any || !rows.isEmpty());
        return new SerialWalk(start(), stage, ask, verdict, more);
    }

    private boolean isKnown(Anchor row) {
        return row.wallClock().equals(known.wallClock()) || Reprint.isZoneShift(known.wallClock(), row.wallClock());
    }

    private Start start() {
        return new Start(known, reread, chunk);
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
        RANGE_IGNORED,
        /**
         * Rows below and above the known event are there and it is not: somebody deleted it, or the log was reset and has passed its number since.
         * Read by time, which finds what a reset log has below that number.
         */
        DOUBTFUL
    }

    private enum Stage {
        ALL,
        KNOWN,
        FURTHER,
        FAR,
        BELOW
    }

    private record Start(Anchor known, long reread, long chunk) {

        long first() {
            return Math.max(1, known.serialNo() - reread + 1);
        }
    }

    private record Sight(Anchor newest, boolean atOrAbove, boolean any) {}
}
