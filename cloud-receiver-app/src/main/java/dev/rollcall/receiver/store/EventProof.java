package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.EventId;
import java.util.List;

/** Holds stored events against the hashes that were stored with them. */
public interface EventProof {

    /**
     * What some events of the feed look like.
     *
     * @param last   the position up to which they were looked at
     * @param looked how many
     * @param edited those that do not say what they said when they were stored
     */
    record Sound(long last, int looked, List<Edited> edited) {}

    /** An event that does not say what it said when it was stored. */
    record Edited(int deviceId, EventId publicId) {}

    /** Looks at some events after a position in the feed. */
    Sound after(long position, int limit);
}
