package dev.rollcall.attendance.window;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What of a device's present log was lost before it was read. Pure: the store gives what it covers and the gaps it knows, and
 * keeps what comes out. A gap that other passes fill shrinks and vanishes; a new one is any hole that a pass has proved.
 */
public final class GapBook {

    /** Two readings of everything agree only if the second is another night's, or nearly. */
    private static final Duration AGREED_AFTER = Duration.ofHours(12);

    /** Of events whose times contradict each other so many are looked at. */
    private static final int NEIGHBOURS = 100;

    private final SerialSet covered;
    private final List<SerialGap> open;
    private final Start start;

    /**
     * Opens the book of a log.
     *
     * @param covered the serials the store has of this log
     * @param open    the gaps known so far of this log
     * @param start   where the log began
     */
    public GapBook(SerialSet covered, List<SerialGap> open, Start start) {
        this.covered = covered;
        this.open = List.copyOf(open);
        this.start = start;
    }

    /**
     * Where a log began, as far as it matters to what was lost.
     *
     * @param atOne whether all of it was logged while we watched, so that its numbers count from 1; else only from the first
     *              one read
     * @param after the wall clock of the last event known of the log before it; null if there is none
     */
    public record Start(boolean atOne, @Nullable LocalDateTime after) {

        /** The log that was there when the device was first met. */
        public static final Start BEFORE_US = new Start(false, null);
    }

    /** Tells whether a proof would bring up gaps that are not known yet. */
    public boolean wouldGrow(LogProof proof) {
        return !fresh(proof).isEmpty();
    }

    /**
     * Returns the gaps as they are now, lowest first.
     *
     * @param proof     what was proved; null if nothing was
     * @param wallClock gives the wall clock of a covered serial; null if unknown
     * @param now       by our clock
     */
    public List<SerialGap> settled(
            @Nullable LogProof proof, LongFunction<@Nullable LocalDateTime> wallClock, Instant now) {
        List<SerialGap> gaps = new ArrayList<>();
        for (SerialGap gap : open) {
            SerialSet left = SerialSet.ofRanges(List.of(gap.serials())).minus(covered);
            SerialGap.Kind kind = kind(gap, proof, now);
            left.ranges().forEach(range -> gaps.add(bounded(range, kind, gap.noticedAt(), wallClock)));
        }
        if (proof != null) {
            for (SerialRange range : fresh(proof).ranges()) {
                SerialGap.Kind kind =
                        range.last() < proof.oldest().serialNo() ? SerialGap.Kind.OVERWRITTEN : SerialGap.Kind.DELETED;
                gaps.add(bounded(range, kind, now, wallClock));
            }
        }
        gaps.sort(Comparator.comparingLong(gap -> gap.serials().first()));
        return List.copyOf(gaps);
    }

    /** Of what was missing when everything was read, and still is, it is known what became of it: nobody need be asked for it. */
    private static SerialGap.Kind kind(SerialGap gap, @Nullable LogProof proof, Instant now) {
        // Our clock may have been ahead when it was noticed.
        boolean early = Duration.between(gap.noticedAt(), now).abs().compareTo(AGREED_AFTER) < 0;
        if (gap.kind() != SerialGap.Kind.DELETED || proof == null || !proof.whole() || early) {
            return gap.kind();
        }
        if (gap.serials().last() < proof.oldest().serialNo()) {
            return SerialGap.Kind.OVERWRITTEN;
        }
        boolean between = proof.oldest().serialNo() < gap.serials().first()
                && gap.serials().last() < proof.newest().serialNo();
        return between ? SerialGap.Kind.ABSENT : gap.kind();
    }

    private SerialSet fresh(LogProof proof) {
        Long lowest = start.atOne() ? Long.valueOf(1) : covered.lowest();
        long newest = Math.min(proof.newest().serialNo(), SerialRange.HIGHEST);
        if (lowest == null || lowest > newest || !covered.isDense()) {
            return SerialSet.EMPTY;
        }
        SerialSet known =
                SerialSet.ofRanges(open.stream().map(SerialGap::serials).toList());
        return SerialSet.ofRanges(List.of(new SerialRange(lowest, newest)))
                .minus(covered)
                .minus(known);
    }

    private SerialGap bounded(
            SerialRange range,
            SerialGap.Kind kind,
            Instant noticedAt,
            LongFunction<@Nullable LocalDateTime> wallClock) {
        Long below = covered.highestBelow(range.first());
        Long above = covered.lowestAbove(range.last());
        LocalDateTime from = below == null ? start.after() : nearest(below, covered::highestBelow, wallClock);
        LocalDateTime to = nearest(above, covered::lowestAbove, wallClock);
        if (from == null || to == null || !to.isBefore(from)) {
            return new SerialGap(range, from, to, kind, noticedAt);
        }
        // One of the neighbours is dated back or ahead, and nobody knows which: it is between those beyond them that
        // agree with the other.
        LocalDateTime earliest = nearest(below, covered::highestBelow, wallClock, time -> !time.isAfter(to));
        LocalDateTime latest = nearest(above, covered::lowestAbove, wallClock, time -> !time.isBefore(from));
        return new SerialGap(range, earliest == null ? to : earliest, latest == null ? from : latest, kind, noticedAt);
    }

    /** Returns the time of the nearest event that is known to have one; of what nobody understands none is. */
    private static @Nullable LocalDateTime nearest(
            @Nullable Long serial, LongFunction<@Nullable Long> next, LongFunction<@Nullable LocalDateTime> wallClock) {
        return nearest(serial, next, wallClock, time -> true);
    }

    /** Returns the time of the nearest event, from this one on, that is such a time; null if there is none. */
    private static @Nullable LocalDateTime nearest(
            @Nullable Long serial,
            LongFunction<@Nullable Long> next,
            LongFunction<@Nullable LocalDateTime> wallClock,
            Predicate<LocalDateTime> isSuch) {
        Long at = serial;
        for (int steps = 0; at != null && steps < NEIGHBOURS; steps++) {
            LocalDateTime time = wallClock.apply(at);
            if (time != null && isSuch.test(time)) {
                return time;
            }
            at = next.apply(at);
        }
        return null;
    }
}
