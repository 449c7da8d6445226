package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.Observation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a channel saw an event.
 *
 * @param channel     the channel
 * @param seenAt      when, by the clock of whoever saw it
 * @param receivedAt  when the receiver learnt of it, by its own clock
 * @param clockOffset how far the device's clock was ahead then; null if it was not measured
 */
public record Sight(
        Channel channel,
        Instant seenAt,
        Instant receivedAt,
        @Nullable ClockOffset clockOffset) {

    /** Returns the sight that an observation is. */
    public static Sight of(Observation seen, Instant receivedAt) {
        return new Sight(seen.channel(), seen.seenAt(), receivedAt, seen.clockOffset());
    }
}
