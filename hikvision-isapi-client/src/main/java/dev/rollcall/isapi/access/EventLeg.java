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
import java.util.function.Supplier;
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

    private @Nullable PageAhead ahead;
    private boolean readsAhead;
    private long lastConnection;
    private boolean unbounded;
    private boolean ended;

    EventLeg(DeviceConnection connection, AccessEndpoints endpoints, EventHabits habits, EventQuery query, int major) {
        this.connection = connection;
        this.endpoints = endpoints;
        this.habits = habits;
        this.query = query;
        this.major = major;
        this.readsAhead = query.readAhead();
    }

    /** From now on the next page is requested as soon as the present one has come. */
    void readAhead() {
        readsAhead = true;
    }

    /** The connection over which the last answer came. */
    long connection() {
        return lastConnection;
    }

    boolean ended() {
        return ended;
    }

    EventPage next() {
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
        lastConnection = found.answer().connection();
        if (edge != null) {
            if (found.rows().isEmpty() || !found.rows().get(0).equals(edge)) {
                ended = true;
                return page(found, position - 1, true, false);
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

    private EventPage advance(SearchRows found) {
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
        // Before the rows are read: that is the work during which the device may already look for the next ones.
        beginNext();
        return page(found, from, false, broken);
    }

    private void beginNext() {
        if (!readsAhead || ended || connection.pauses() || habits.isBeyond(position)) {
            return;
        }
        boolean withEdge = query.edgeRereads() && lastDelivered != null;
        int from = withEdge ? position - 1 : position;
        int wanted = withEdge ? Math.max(2, query.pageSize()) : query.pageSize();
        int rows = Math.min(wanted, connection.rowLimit());
        ahead = new PageAhead(from, rows, connection.begin(search(from, rows)));
    }

    private EventPage page(SearchRows found, int from, boolean shifted, boolean incomplete) {
        RowPage rows = RowPage.of(found, query, unbounded);
        return new EventPage(
                major,
                from,
                rows.records(),
                rows.unreadable(),
                rows.leftOut(),
                found.statusText(),
                found.totalMatches(),
                ended,
                shifted,
                incomplete);
    }

    private EventPage endBeyondReach() {
        LOG.warn("{} takes no search position beyond {}; search smaller slices", connection, position);
        ended = true;
        return new EventPage(major, position, List.of(), List.of(), 0, null, null, true, false, true);
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
        PageAhead begun = ahead;
        ahead = null;
        return begun != null && begun.isOf(from, rows) ? begun.answer().get() : connection.exchange(search(from, rows));
    }

    private Call<ResponseBody> search(int from, int rows) {
        return endpoints.searchEvents(new SearchCondition(query, major, unbounded).page(searchId, from, rows));
    }

    /** A page that was requested before anybody asked for it. */
    private record PageAhead(int from, int rows, Supplier<Answer> answer) {

        boolean isOf(int wantedFrom, int wantedRows) {
            return from == wantedFrom && rows == wantedRows;
        }
    }
}
