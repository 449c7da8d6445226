package dev.rollcall.receiver.query;

import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.FeedEvent;
import dev.rollcall.receiver.store.Store;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The feed of events, page by page in the order in which they were committed. A position is given out under a lock that is
 * held until the commit, so a reader that goes on from {@code next} misses nothing; an event that changes comes again at the
 * end with a higher revision. Thread-safe.
 */
public final class EventQuery {

    private final Store store;

    public EventQuery(Store store) {
        this.store = store;
    }

    /**
     * One page.
     *
     * @param events the events
     * @param next   where to go on, also when there is nothing more yet
     * @param more   whether there is more at once
     */
    public record Page(List<EventView> events, String next, boolean more) {}

    /** Returns the id of the database that cursors are of. */
    public String storeId() {
        return store.id();
    }

    /**
     * Returns a page.
     *
     * @param after where to go on; null for the beginning
     */
    public Page page(EventFilter filter, @Nullable Cursor after, int limit) {
        long position = after == null ? 0 : after.position();
        List<FeedEvent> found = store.read(unit -> unit.feed().page(filter, position, limit + 1));
        List<FeedEvent> page = found.size() > limit ? found.subList(0, limit) : found;
        long last = page.isEmpty() ? position : page.get(page.size() - 1).position();
        return new Page(
                page.stream().map(EventView::of).toList(), new Cursor(store.id(), last).text(), found.size() > limit);
    }
}
