package dev.rollcall.isapi.person;

import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.access.UnreadableRecord;
import dev.rollcall.isapi.internal.DeviceConnection;
import dev.rollcall.isapi.internal.Fields;
import dev.rollcall.isapi.internal.SearchRows;
import dev.rollcall.isapi.internal.UnreadableBodyException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages of one search, fetched lazily: every {@link #next()} is one blocking request. A search is a cursor on the device and
 * cannot be rewound: {@link #iterator()} returns this very object. Not thread-safe; an interrupt of the calling thread ends a
 * request with {@code Unavailable}.
 *
 * <p>When {@link #next()} throws, the position has not moved, and calling it again repeats the same page.
 *
 * @param <T> what is searched
 */
@SuppressWarnings(
        "IterableAndIterator") // a cursor that is also usable in for-each; iterator() says that it is the same one
public final class PersonPages<T> implements Iterator<PersonPage<T>>, Iterable<PersonPage<T>> {

    private static final Logger LOG = LoggerFactory.getLogger(PersonPages.class);

    private final DeviceConnection connection;
    private final PersonSearch<T> search;
    private final PersonQuery query;
    private final String searchId = UUID.randomUUID().toString();
    private List<RawBytes> rowsBefore = List.of();
    private int position;
    private int promised;
    private boolean begun;
    private boolean ended;

    PersonPages(DeviceConnection connection, PersonSearch<T> search, PersonQuery query) {
        this.connection = connection;
        this.search = search;
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
     *     sends the same page again and again, so that its further rows cannot be reached
     */
    @Override
    public PersonPage<T> next() {
        if (ended) {
            throw new NoSuchElementException("the search has ended");
        }
        if (begun) {
            connection.pause();
        }
        SearchRows found = SearchRows.ask(connection, query.pageSize(), this::request);
        begun = true;
        if (!rowsBefore.isEmpty() && found.rows().equals(rowsBefore)) {
            throw found.answer()
                    .unexpected("the page at position " + position + " is the one before it once more", null);
        }
        boolean incomplete = found.rows().isEmpty() && (found.saysMore() || position < promised);
        ended = found.saysLast() || found.rows().isEmpty();
        PersonPage<T> page = page(found, incomplete);
        position += found.rows().size();
        rowsBefore = found.rows();
        promised = found.promised();
        return page;
    }

    @Override
    public Iterator<PersonPage<T>> iterator() {
        return this;
    }

    /**
     * The readable rows of the pages to come, fetched as they are asked for. Rows that cannot be read are left out with a
     * warning in the log; use the pages themselves to keep them.
     *
     * @return a sequential stream whose operations throw as {@link #next()} does, and {@code Unavailable} at the end of a search
     *     that is {@link PersonPage#incomplete()}
     */
    public Stream<T> records() {
        Spliterator<PersonPage<T>> pages =
                Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(pages, false).flatMap(page -> recordsOf(page).stream());
    }

    private List<T> recordsOf(PersonPage<T> page) {
        if (!page.unreadable().isEmpty()) {
            LOG.warn(
                    "{} sent {} rows that cannot be read; left out",
                    connection,
                    page.unreadable().size());
        }
        if (page.incomplete()) {
            throw new IsapiException.Unavailable(
                    new IsapiException.Origin(connection.address(), "/ISAPI/AccessControl", null, null, null),
                    "the search ended too early, at row " + page.position() + "; search again later",
                    null);
        }
        return page.records();
    }

    private SearchRows request(int rows) {
        return SearchRows.of(
                connection.exchange(search.endpoint().apply(search.condition(query, searchId, position, rows))),
                search.answerRoot(),
                search.list());
    }

    private PersonPage<T> page(SearchRows found, boolean incomplete) {
        List<T> records = new ArrayList<>();
        List<UnreadableRecord> unreadable = new ArrayList<>();
        int leftOut = 0;
        for (RawBytes row : found.rows()) {
            T record;
            try {
                record = search.reading().apply(new Fields(SearchRows.tree(row)));
            } catch (UnreadableBodyException e) {
                unreadable.add(new UnreadableRecord(String.valueOf(e.getMessage()), row));
                continue;
            }
            if (record == null) {
                unreadable.add(new UnreadableRecord("the number that names it is missing", row));
            } else if (search.wanted().test(record)) {
                records.add(record);
            } else {
                leftOut++;
            }
        }
        return new PersonPage<>(
                position, records, unreadable, leftOut, found.statusText(), found.totalMatches(), ended, incomplete);
    }
}
