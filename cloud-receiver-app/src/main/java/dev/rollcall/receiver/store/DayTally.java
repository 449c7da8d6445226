package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.reconcile.Tally;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept of one day.
 *
 * @param tally       of its events
 * @param firstSeenBy how many of them came first by which channel; channels by which none came are left out
 */
public record DayTally(Tally tally, Map<Channel, Long> firstSeenBy) {

    /** No event. */
    public static final DayTally ZERO = new DayTally(Tally.ZERO, Map.of());

    public DayTally {
        firstSeenBy = Collections.unmodifiableMap(new TreeMap<>(firstSeenBy));
    }
}
