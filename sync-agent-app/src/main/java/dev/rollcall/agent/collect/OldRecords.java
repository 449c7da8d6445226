package dev.rollcall.agent.collect;

import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.window.Slice;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Asks a device whether it still holds anything that old, with one question for each class. */
final class OldRecords {

    private static final LocalDateTime FIRST = LocalDateTime.of(1970, 1, 1, 0, 0);

    private final EventSource source;
    private final Majors majors;
    private final ZoneOffset offset;

    OldRecords(EventSource source, Majors majors, ZoneOffset offset) {
        this.source = source;
        this.majors = majors;
        this.offset = offset;
    }

    /** Tells whether it holds nothing up to a wall clock, that second included. */
    boolean areGoneThrough(LocalDateTime time) {
        return areGoneBefore(time.plusSeconds(1));
    }

    /** Tells whether it holds nothing before a wall clock; a device that counts its end second in is asked for that second, too. */
    boolean areGoneBefore(LocalDateTime time) {
        return firstPages(time).stream().allMatch(OldRecords::isEmpty);
    }

    /** Tells whether it shows any up to a wall clock, that second included. A promise of more shows neither that nor the contrary. */
    boolean areShownThrough(LocalDateTime time) {
        return firstPages(time.plusSeconds(1)).stream().anyMatch(page -> page.rows() > 0);
    }

    private List<SourcePage> firstPages(LocalDateTime time) {
        Slice slice = Slice.of(from(time), time);
        return majors.firstPages(source, major -> new LogQuery.ByTime(slice, offset, major));
    }

    /** What a clock that lost its time has dated to its beginning may be younger than all else: it tells nothing of what is older. */
    private static LocalDateTime from(LocalDateTime time) {
        if (time.isAfter(EventTime.CLOCKS_WERE_SET_BY)) {
            return EventTime.CLOCKS_WERE_SET_BY;
        }
        return time.isAfter(FIRST) ? FIRST : time.minusDays(1);
    }

    static boolean isEmpty(SourcePage first) {
        return first.last() && first.rows() == 0 && !first.incomplete();
    }
}
