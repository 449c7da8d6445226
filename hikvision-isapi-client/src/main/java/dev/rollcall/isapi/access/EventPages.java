package dev.rollcall.isapi.access;

import dev.rollcall.isapi.internal.DeviceConnection;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The pages of one search, fetched lazily: every {@link #next()} is one blocking request. A search is a cursor on the device and
 * cannot be rewound: {@link #iterator()} returns this very object. Not thread-safe.
 *
 * <p>When {@link #next()} throws, the position has not moved, and calling it again repeats the same page.
 */
@SuppressWarnings(
        "IterableAndIterator") // a cursor that is also usable in for-each; iterator() says that it is the same one
public final class EventPages implements Iterator<EventPage>, Iterable<EventPage> {

    private final DeviceConnection connection;
    private final EventQuery query;
    private boolean ended;

    EventPages(DeviceConnection connection, EventQuery query) {
        this.connection = connection;
        this.query = query;
    }

    /** Whether the device said that there is more. True before the first page; sends nothing. */
    @Override
    public boolean hasNext() {
        return !ended;
    }

    /**
     * The next page, perhaps an empty one.
     *
     * @throws dev.rollcall.isapi.IsapiException as every call; its subclass says what to do next
     */
    @Override
    public EventPage next() {
        if (ended) {
            throw new NoSuchElementException("the search has ended");
        }
        ended = query.pageSize() > 0;
        throw connection.pending();
    }

    @Override
    public Iterator<EventPage> iterator() {
        return this;
    }
}
