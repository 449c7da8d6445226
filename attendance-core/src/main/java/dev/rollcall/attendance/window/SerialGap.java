package dev.rollcall.attendance.window;

import dev.rollcall.attendance.identity.Recognition;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events that a device logged and no longer holds, and that were never read.
 *
 * @param serials   their serial numbers
 * @param notBefore the wall clock of the last event known before them; null if none is
 * @param notAfter  the wall clock of the first event known after them; null if none is
 * @param kind      what became of them, as far as can be told
 * @param noticedAt when that was noticed, by our clock
 */
public record SerialGap(
        SerialRange serials,
        @Nullable LocalDateTime notBefore,
        @Nullable LocalDateTime notAfter,
        Kind kind,
        Instant noticedAt) {

    /** What became of lost events. */
    public enum Kind {
        /** They are older than the oldest event the device holds: the ring came round, or somebody deleted old events. */
        OVERWRITTEN,
        /** The device holds events on both sides of them: somebody deleted them there. */
        DELETED,
        /** The device shows earlier and later numbers and not these, whether it was asked for them or for everything, twice. */
        ABSENT,
        /** They are as lost there as what was overwritten, and the receiver has them all the same: pushed, or read by another agent. */
        ELSEWHERE
    }

    /** Tells whether nobody is known to have them. What was never there is no loss. */
    public boolean isLost() {
        return kind == Kind.OVERWRITTEN || kind == Kind.DELETED;
    }

    /** Tells whether the device can show them no more, so that only somebody else can have them. */
    public boolean isOver() {
        return kind == Kind.OVERWRITTEN || kind == Kind.ELSEWHERE;
    }

    /** Tells whether an event can be one of them: by its number, and by its time under whatever offset it is printed. */
    public boolean mayHold(long serialNo, LocalDateTime wallClock) {
        return serials.contains(serialNo)
                && (notBefore == null || !wallClock.isBefore(notBefore.minusHours(Recognition.candidateHours())))
                && (notAfter == null || !wallClock.isAfter(notAfter.plusHours(Recognition.candidateHours())));
    }

    /** Returns its parts, lowest first: what was overwritten, and what of that somebody else has. */
    public List<SerialGap> parted(SerialSet elsewhere) {
        SerialSet all = SerialSet.ofRanges(List.of(serials));
        SerialSet lost = all.minus(elsewhere);
        return Stream.concat(parts(lost, Kind.OVERWRITTEN), parts(all.minus(lost), Kind.ELSEWHERE))
                .sorted(Comparator.comparingLong(part -> part.serials().first()))
                .toList();
    }

    /** Returns those parts of it that are of these numbers, lowest first. */
    public List<SerialGap> among(SerialSet these) {
        SerialSet all = SerialSet.ofRanges(List.of(serials));
        return parts(all.minus(all.minus(these)), kind).toList();
    }

    private Stream<SerialGap> parts(SerialSet these, Kind as) {
        return these.ranges().stream().map(range -> new SerialGap(range, notBefore, notAfter, as, noticedAt));
    }
}
