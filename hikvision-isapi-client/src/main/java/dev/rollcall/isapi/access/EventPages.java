package dev.rollcall.isapi.access;

import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.internal.AccessEndpoints;
import dev.rollcall.isapi.internal.DeviceConnection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages of one search, fetched lazily: every {@link #next()} is one blocking request. A search is a cursor on the device and
 * cannot be rewound: {@link #iterator()} returns this very object. Not thread-safe.
 *
 * <p>When {@link #next()} throws, the position has not moved, and calling it again repeats the same page.
 */
@SuppressWarnings(
        "IterableAndIterator") // a cursor that is also usable in for-each; iterator() says that it is the same one
public final class EventPages implements Iterator<EventPage>, Iterable<EventPage> {

    private static final Logger LOG = LoggerFactory.getLogger(EventPages.class);
    private static final int SMALL_PAGE = 10;

    private final DeviceConnection connection;
    private final AccessEndpoints endpoints;
    private final EventQuery query;
    private final String searchId = UUID.randomUUID().toString();
    private List<RawBytes> rowsBefore = List.of();
    private @Nullable RawBytes lastDelivered;
    private int position;
    private boolean begun;
    private boolean ended;

    EventPages(DeviceConnection connection, AccessEndpoints endpoints, EventQuery query) {
        this.connection = connection;
        this.endpoints = endpoints;
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
     * @throws IsapiException as every call; its subclass says what to do next. {@code UnexpectedResponse} also when the device
     *     sends the same page again and again, so that its further events cannot be reached
     */
    @Override
    public EventPage next() {
        if (ended) {
            throw new NoSuchElementException("the search has ended");
        }
        if (begun) {
            connection.pause();
        }
        RawBytes edge = query.edgeRereads() ? lastDelivered : null;
        SearchAnswer found =
                edge == null ? ask(position, query.pageSize()) : ask(position - 1, Math.max(2, query.pageSize()));
        begun = true;
        if (edge != null) {
            if (found.rows().isEmpty() || !found.rows().get(0).equals(edge)) {
                ended = true;
                return found.page(position - 1, true, true);
            }
            found = found.without(1);
        } else if (!rowsBefore.isEmpty() && found.rows().equals(rowsBefore)) {
            throw found.answer()
                    .unexpected("the page at position " + position + " is the one before it once more", null);
        }
        return advance(found);
    }

    @Override
    public Iterator<EventPage> iterator() {
        return this;
    }

    private EventPage advance(SearchAnswer found) {
        if (found.rows().isEmpty() && found.saysMore()) {
            LOG.warn("{} promises more events after {} but sends none; the search ends here", connection, position);
        }
        ended = found.saysLast() || found.rows().isEmpty();
        EventPage page = found.page(position, ended, false);
        position += found.rows().size();
        if (!found.rows().isEmpty()) {
            rowsBefore = found.rows();
            lastDelivered = found.rows().get(found.rows().size() - 1);
        }
        return page;
    }

    private SearchAnswer ask(int from, int wanted) {
        int rows = Math.min(wanted, connection.rowLimit());
        try {
            return askOnce(from, rows);
        } catch (IsapiException.InvalidRequest e) {
            if (rows <= SMALL_PAGE || !blamesPageSize(e)) {
                throw e;
            }
            SearchAnswer found = askOnce(from, SMALL_PAGE);
            connection.rememberRowLimit(SMALL_PAGE);
            return found;
        }
    }

    /** One request; a second one only for a page that promises more and holds nothing. */
    private SearchAnswer askOnce(int from, int rows) {
        SearchAnswer found = request(from, rows);
        return found.rows().isEmpty() && found.saysMore() ? request(from, rows) : found;
    }

    private SearchAnswer request(int from, int rows) {
        return SearchAnswer.of(
                connection.exchange(endpoints.searchEvents(SearchCondition.page(query, searchId, from, rows))));
    }

    /** DS-K1T8003MF V1.3.37 refuses more than 10 rows with badParameters and the field's name. */
    private static boolean blamesPageSize(IsapiException.InvalidRequest e) {
        return "badParameters".equalsIgnoreCase(e.subStatusCode())
                && (e.field() == null || e.field().equalsIgnoreCase("maxResults"));
    }
}
