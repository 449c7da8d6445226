package dev.rollcall.attendance.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sight of an event: what was seen, by which channel, and when. Many observations may be of one event.
 *
 * @param event       the event as this channel showed it
 * @param channel     the channel
 * @param seenAt      when it was seen, by the clock of whoever saw it; informative only, never part of an identity
 * @param clockOffset the device clock's measured offset at that time; null if it was not measured
 * @param raw         the device's exact bytes for this record
 */
public record Observation(
        AttendanceEvent event,
        Channel channel,
        Instant seenAt,
        @Nullable ClockOffset clockOffset,
        RawRecord raw) {}
