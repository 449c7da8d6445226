package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.reconcile.TalliedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A stored event as it is counted from its row.
 *
 * @param tallied     how it is tallied. One that was edited by hand has a content that no event has, so that it differs from whatever
 *                    an agent has
 * @param serialNo    its serial number; null if it has none
 * @param confirmed   whether it was ever read from a terminal's log
 * @param asWritten   whether its row still says what was stored
 * @param firstSeenBy the channel that saw it first
 */
public record CountedEvent(
        TalliedEvent tallied, @Nullable Long serialNo, boolean confirmed, boolean asWritten, Channel firstSeenBy) {}
