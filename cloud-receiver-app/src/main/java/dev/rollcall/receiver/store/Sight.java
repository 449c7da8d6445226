package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.Channel;
import java.time.Instant;

/**
 * That a channel saw an event.
 *
 * @param row        the event's row
 * @param channel    the channel
 * @param seenAt     when, by the clock of whoever saw it
 * @param receivedAt when the receiver learnt of it, by its own clock
 */
public record Sight(long row, Channel channel, Instant seenAt, Instant receivedAt) {}
