package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.reconcile.Tally;
import java.util.EnumMap;
import java.util.Map;

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
        firstSeenBy = Map.copyOf(firstSeenBy);
    }

    /** Returns both together. */
    public DayTally plus(DayTally other) {
        Map<Channel, Long> counts = new EnumMap<>(Channel.class);
        counts.putAll(firstSeenBy);
        other.firstSeenBy.forEach((channel, count) -> counts.merge(channel, count, Long::sum));
        return new DayTally(tally.plus(other.tally), counts);
    }
}
