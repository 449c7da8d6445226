package dev.rollcall.isapi.access;

import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.internal.AccessEndpoints;
import dev.rollcall.isapi.internal.Answer;
import dev.rollcall.isapi.internal.DeviceConnection;
import dev.rollcall.isapi.internal.SearchRows;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Call;

/** One search on the device, in one event group: a cursor that only moves when a page was read. Not thread-safe. */
final class EventLeg {

    private static final Logger LOG = LoggerFactory.getLogger(EventLeg.class);

    private final DeviceConnection connection;
    private final AccessEndpoints endpoints;
    private final EventHabits habits;
    private final EventQuery query;
    private final int major;
    private String searchId = UUID.randomUUID().toString();
    private List<RawBytes> rowsBefore = List.of();
    private @Nullable RawBytes lastDelivered;
    private int position;

    /** How many rows the page before said there are; a reread of its edge is the better proof, so 0 with that. */
    private int promised;

    private long lastConnection;
    private boolean unbounded;
    private boolean ended;
    private @Nullable FetchedAhead ahead;

    /** Whether the caller has the last page; fetching may be further. */
    private boolean delivered;

    EventLeg(DeviceConnection connection, AccessEndpoints endpoints, EventHabits habits, EventQuery query, int major) {
        this.connection = connection;
        this.endpoints = endpoints;
        this.habits = habits;
        this.query = query;
        this.major = major;
        if (query.readAhead()) {
            readAhead();
        }
    }

    /** From now on pages are fetched while the caller works, but where the client pauses between two. */
    void readAhead() {
        if (ahead == null && !connection.pauses()) {
            ahead = new FetchedAhead(connection, this::fetch);
        }
    }

    /** The connection over which the last page came. */
    long connection() {
        return lastConnection;
    }

    boolean ended() {
        return delivered;
    }

    EventPage next() {
        FetchedAhead other = ahead;
        Fetched fetched = other == null ? fetch() : other.next();
        EventPage page = page(fetched);
        delivered = fetched.last();
        return page;
    }

    /** Moves the cursor by a page. The rows are yet to be read: that is the work during which a device can look for the next ones. */
    private Fetched fetch() {
        if (habits.isBeyond(position)) {
            return endBeyondReach();
        }
        RawBytes edge = query.edgeRereads() ? lastDelivered : null;
        SearchRows found;
        try {
            found = edge == null ? ask(position, query.pageSize()) : ask(position - 1, Math.max(2, query.pageSize()));
        } catch (IsapiException.InvalidRequest e) {
            if (position == 0 || !blames(e, "searchresultposition")) {
                throw e;
            }
            return endBeyondReach();
        }
        if (edge != null) {
            if (found.rows().isEmpty() || !found.rows().get(0).equals(edge)) {
                ended = true;
                return new Fetched(found, position - 1, true, true, false, unbounded);
            }
            found = found.without(1);
        } else if (!rowsBefore.isEmpty() && found.rows().equals(rowsBefore)) {
            throw found.answer()
                    .unexpected("the page at position " + position + " is the one before it once more", null);
        }
        return advance(found);
    }

    /** Whether a device complains of a field; its text is the field's name, or holds it. */
    static boolean blames(IsapiException.InvalidRequest refusal, String lowerCaseName) {
        return refusal.field() != null
                && refusal.field().toLowerCase(Locale.ROOT).contains(lowerCaseName);
    }

    private Fetched advance(SearchRows found) {
        boolean broken = found.rows().isEmpty() && (found.saysMore() || position < promised);
        if (broken) {
            LOG.warn("{} promised more events after {} but sends none; the search ends here", connection, position);
        }
        ended = found.saysLast() || found.rows().isEmpty();
        int from = position;
        position += found.rows().size();
        if (!found.rows().isEmpty()) {
            rowsBefore = found.rows();
            promised = query.edgeRereads() ? 0 : found.promised();
            lastDelivered = found.rows().get(found.rows().size() - 1);
        }
        return new Fetched(found, from, ended, false, broken, unbounded);
    }

    private EventPage page(Fetched fetched) {
        SearchRows found = fetched.found();
        if (found == null) {
            return new EventPage(major, fetched.from(), List.of(), List.of(), 0, null, null, true, false, true);
        }
        lastConnection = found.answer().connection();
        RowPage rows = RowPage.of(found, query, fetched.unbounded());
        return new EventPage(
                major,
                fetched.from(),
                rows.records(),
                rows.unreadable(),
                rows.leftOut(),
                found.statusText(),
                found.totalMatches(),
                fetched.last(),
                fetched.shifted(),
                fetched.incomplete());
    }

    private Fetched endBeyondReach() {
        LOG.warn("{} takes no search position beyond {}; search smaller slices", connection, position);
        ended = true;
        return new Fetched(null, position, true, false, true, unbounded);
    }

    private SearchRows ask(int from, int wanted) {
        if (position > 0 || unbounded || !query.unboundedFallback() || query.startInclusive() == null) {
            return request(from, wanted);
        }
        SearchRows found;
        try {
            found = request(from, wanted);
        } catch (IsapiException.InvalidRequest e) {
            if (!blames(e, "starttime") && !blames(e, "endtime")) {
                throw e;
            }
            found = null;
        }
        if (found != null && (!found.rows().isEmpty() || found.saysMore())) {
            return found;
        }
        LOG.info("{} finds nothing in a time range; searching its whole log and choosing here", connection);
        unbounded = true;
        searchId = UUID.randomUUID().toString();
        return request(from, wanted);
    }

    private SearchRows request(int from, int wanted) {
        return SearchRows.ask(connection, wanted, rows -> SearchRows.of(answer(from, rows), "AcsEvent", "InfoList"));
    }

    private Answer answer(int from, int rows) {
        Call<ResponseBody> search = search(from, rows);
        FetchedAhead other = ahead;
        return other == null ? connection.exchange(search) : connection.exchange(search, other.line());
    }

    private Call<ResponseBody> search(int from, int rows) {
        return endpoints.searchEvents(new SearchCondition(query, major, unbounded).page(searchId, from, rows));
    }

    /**
     * One page as it came.
     *
     * @param found null where the device takes no further position
     */
    record Fetched(
            @Nullable SearchRows found,
            int from,
            boolean last,
            boolean shifted,
            boolean incomplete,
            boolean unbounded) {}
}
