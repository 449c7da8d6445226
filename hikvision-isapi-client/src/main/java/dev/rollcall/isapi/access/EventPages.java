package dev.rollcall.isapi.access;

import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.internal.AccessEndpoints;
import dev.rollcall.isapi.internal.DeviceConnection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
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
 */
@SuppressWarnings(
        "IterableAndIterator") // a cursor that is also usable in for-each; iterator() says that it is the same one
public final class EventPages implements Iterator<EventPage>, Iterable<EventPage> {

    private static final Logger LOG = LoggerFactory.getLogger(EventPages.class);
    static final int ACCESS_EVENTS = 5;

    /** Alarms, exceptions, operations and access events: all groups that a search knows. */
    static final List<Integer> GROUPS = List.of(1, 2, 3, ACCESS_EVENTS);

    private final DeviceConnection connection;
    private final AccessEndpoints endpoints;
    private final EventQuery query;
    private final EventHabits habits;
    private final Deque<Integer> groups = new ArrayDeque<>();
    private EventLeg leg;
    private boolean begun;
    private boolean legBegun;
    private boolean ahead;

    EventPages(DeviceConnection connection, AccessEndpoints endpoints, EventQuery query, EventHabits habits) {
        this.connection = connection;
        this.endpoints = endpoints;
        this.query = query;
        this.habits = habits;
        if (query.major() == 0 && query.splitRefusedGroups() && habits.refusesGroupZero()) {
            groups.addAll(GROUPS);
        } else {
            groups.add(query.major());
        }
        this.leg = leg();
    }

    /** Whether the device said that there is more. True before the first page; sends nothing. */
    @Override
    public boolean hasNext() {
        return !leg.ended() || groups.size() > 1;
    }

    /**
     * The next page, perhaps an empty one.
     *
     * @throws IsapiException as every call; its subclass says what to do next. {@code UnexpectedResponse} also when the device
     *     sends the same page again and again, so that its further events cannot be reached
     */
    @Override
    public EventPage next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the search has ended");
        }
        if (begun) {
            connection.pause();
        }
        if (leg.ended()) {
            groups.remove();
            begin();
        }
        EventPage page = pageOfAGroupThatIsTaken();
        begun = true;
        legBegun = true;
        return page.last() && groups.size() > 1 && !page.shifted() && !page.incomplete() ? goingOn(page) : ending(page);
    }

    /**
     * From now on reads ahead as {@link EventQuery.Builder#readAhead} says: for who decides by the first page whether to go on, so
     * that no second one is requested for nothing.
     */
    public void readAhead() {
        ahead = true;
        leg.readAhead();
    }

    /**
     * How many connections had been opened to the device when the last page came ({@link
     * dev.rollcall.isapi.IsapiClient#connectionsMade}): pages with the same number came over the same connection. 0 before the first.
     */
    public long connection() {
        return leg.connection();
    }

    @Override
    public Iterator<EventPage> iterator() {
        return this;
    }

    /**
     * The readable rows of the pages to come, fetched as they are asked for. Rows that cannot be read are left out with a
     * warning in the log; use the pages themselves to keep them.
     *
     * @return a sequential stream whose operations throw as {@link #next()} does, and {@code Unavailable} at the end of a search
     *     that is {@link EventPage#incomplete()} or {@link EventPage#shifted()}, since it may lack events
     */
    public Stream<EventRecord> records() {
        Spliterator<EventPage> pages =
                Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(pages, false).flatMap(page -> recordsOf(page).stream());
    }

    private List<EventRecord> recordsOf(EventPage page) {
        if (!page.unreadable().isEmpty()) {
            LOG.warn(
                    "{} sent {} events that cannot be read; left out",
                    connection,
                    page.unreadable().size());
        }
        if (page.incomplete() || page.shifted()) {
            throw new IsapiException.Unavailable(
                    new IsapiException.Origin(connection.address(), "/ISAPI/AccessControl/AcsEvent", null, null, null),
                    "the search ended at row " + page.position() + (page.shifted() ? " as the log moved" : " too early")
                            + "; search again, a shorter time range if this repeats",
                    null);
        }
        return page.records();
    }

    /** Goes group by group where all at once is refused, and without a group that the firmware does not know. */
    private EventPage pageOfAGroupThatIsTaken() {
        while (true) {
            try {
                return leg.next();
            } catch (IsapiException.InvalidRequest e) {
                if (legBegun || !EventLeg.blames(e, "major") || !withoutThisGroup()) {
                    throw e;
                }
            }
        }
    }

    private boolean withoutThisGroup() {
        int refused = groups.element();
        if (refused == 0 && query.splitRefusedGroups()) {
            LOG.info("{} does not search all event groups at once; searching them one after the other", connection);
            habits.rememberRefusedGroupZero();
            groups.remove();
            groups.addAll(GROUPS);
        } else if (groups.size() > 1) {
            LOG.warn("{} does not search event group {}; going on without it", connection, refused);
            groups.remove();
        } else {
            return false;
        }
        begin();
        return true;
    }

    private void begin() {
        leg = leg();
        legBegun = false;
    }

    private EventLeg leg() {
        EventLeg made = new EventLeg(connection, endpoints, habits, query, groups.element());
        if (ahead) {
            made.readAhead();
        }
        return made;
    }

    private EventPage ending(EventPage page) {
        if (page.last()) {
            int current = groups.element();
            groups.clear();
            groups.add(current);
        }
        return page;
    }

    private static EventPage goingOn(EventPage page) {
        return new EventPage(
                page.major(),
                page.position(),
                page.records(),
                page.unreadable(),
                page.leftOut(),
                page.statusText(),
                page.totalMatches(),
                false,
                false,
                false);
    }
}
