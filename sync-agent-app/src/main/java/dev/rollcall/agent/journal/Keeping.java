package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.RawRecord;

/** How much of an event the journal keeps: all of what travels, and of the rest no more than its place in the log. */
public final class Keeping {

    private static final RawRecord NOTHING = RawRecord.ofText("");

    private Keeping() {}

    /** Returns what is kept of an observation: itself, or serial, time, major and minor where it stays in the journal. */
    public static Observation of(Observation seen) {
        AttendanceEvent event = seen.event();
        if (event.category().goesToReceiver()) {
            return seen;
        }
        return new Observation(placeOf(event), seen.channel(), seen.seenAt(), seen.clockOffset(), NOTHING);
    }

    /** Tells whether seeing an event again under a known serial can teach nothing, since no more than its place is kept. */
    public static boolean isOnlyPlace(AttendanceEvent event) {
        return !event.category().goesToReceiver() && event.serialNo() != null;
    }

    /** Door and reader are needed to know an event again that has no serial; nothing else of it is. */
    private static AttendanceEvent placeOf(AttendanceEvent event) {
        boolean numbered = event.serialNo() != null;
        return new AttendanceEvent(
                event.device(),
                event.serialNo(),
                event.time(),
                event.major(),
                event.minor(),
                null,
                null,
                null,
                event.kind(),
                event.verifyMethod(),
                numbered ? null : event.door(),
                numbered ? null : event.reader(),
                event.category());
    }
}
