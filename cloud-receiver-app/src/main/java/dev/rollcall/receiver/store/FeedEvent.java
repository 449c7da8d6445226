package dev.rollcall.receiver.store;

import dev.rollcall.attendance.identity.StoredEvent;
import java.time.Instant;
import java.util.List;

/**
 * An event as readers get it.
 *
 * @param position   its place in the feed; moves to the end when the event changes
 * @param revision   1 at first, higher after each change
 * @param deviceName the device's name or key, for display
 * @param stored     the event
 * @param receivedAt when the receiver first had it
 * @param sights     which channels saw it
 */
public record FeedEvent(
        long position, int revision, String deviceName, StoredEvent stored, Instant receivedAt, List<Sight> sights) {}
