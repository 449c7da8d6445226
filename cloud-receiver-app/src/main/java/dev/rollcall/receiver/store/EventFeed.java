package dev.rollcall.receiver.store;

import java.util.List;

/** The stored events, as readers see them. */
public interface EventFeed {

    /** Returns events after a feed position, in the order of positions. */
    List<FeedEvent> page(EventFilter filter, long after, int limit);

    /** Returns the events that were stored or changed last, newest first; no wrong clock hides one. */
    List<FeedEvent> latest(int limit);

    /** Returns how many events there are. */
    long count();
}
