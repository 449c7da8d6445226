package dev.rollcall.receiver.jdbc;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.store.EventFeed;
import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.FeedEvent;
import dev.rollcall.receiver.store.Sight;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The stored events in SQL, for readers. Pages are cut in the identities, by position; the events themselves are then read
 * month by month, so that PostgreSQL never looks into other partitions.
 */
final class JdbcFeed implements EventFeed {

    private static final String PLACES = "select i.position, i.month, i.event_id from @event_identity i";
    private static final String FILTERED =
            " join @event e on e.device_id = i.device_id and e.month = i.month and e.id = i.event_id";
    private static final String EVENTS = "select e.*, d.device_key, d.name as device_name from @event e"
            + " join @device d on d.id = e.device_id where e.month = ? and e.id in (#in)";

    private final Sql sql;

    private record Place(long position, int month, long id) {}

    JdbcFeed(Sql sql) {
        this.sql = sql;
    }

    /** A place may have lost its row by hand: it must not shorten a page, which would look like the last one. */
    @Override
    public List<FeedEvent> page(EventFilter filter, long after, int limit) {
        String months = Archive.leftOut(sql, "i.month");
        List<FeedEvent> found = new ArrayList<>();
        long from = after;
        List<Place> places;
        int wanted;
        do {
            wanted = limit - found.size();
            places = places(filter, months, from, wanted);
            found.addAll(events(places));
            from = places.isEmpty() ? from : places.get(places.size() - 1).position();
        } while (places.size() == wanted && found.size() < limit);
        return found;
    }

    private List<Place> places(EventFilter filter, String months, long after, int limit) {
        boolean looksInside = filter.employeeNo() != null
                || filter.startInclusive() != null
                || filter.endExclusive() != null
                || filter.kind() != null;
        StringBuilder text = new StringBuilder(PLACES)
                .append(looksInside ? FILTERED : "")
                .append(" where i.position > ?")
                .append(months);
        List<Object> values = new ArrayList<>(List.of(after));
        and(
                text,
                values,
                "i.device_id = (select id from @device where device_key = ?)",
                filter.device() == null ? null : filter.device().value());
        and(text, values, "e.employee_no = ?", filter.employeeNo());
        and(text, values, "e.occurred_at >= ?", Columns.millis(filter.startInclusive()));
        and(text, values, "e.occurred_at < ?", Columns.millis(filter.endExclusive()));
        and(
                text,
                values,
                "e.kind = ?",
                filter.kind() == null ? null : filter.kind().name());
        values.add(limit);
        return places(text.append(" order by i.position limit ?").toString(), values);
    }

    private static void and(StringBuilder text, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            text.append(" and ").append(condition);
            values.add(value);
        }
    }

    @Override
    public List<FeedEvent> latest(int limit) {
        return events(places(
                PLACES + " where i.position is not null" + Archive.leftOut(sql, "i.month")
                        + " order by i.position desc limit ?",
                List.of(limit)));
    }

    @Override
    public long count() {
        return sql.of("select count(*) from @event").query(Long.class).single();
    }

    private List<Place> places(String text, List<Object> values) {
        return sql.of(text)
                .params(values)
                .query((row, number) -> new Place(row.getLong(1), row.getInt(2), row.getLong(3)))
                .list();
    }

    private List<FeedEvent> events(List<Place> places) {
        Map<Long, Place> byId = places.stream().collect(Collectors.toMap(Place::id, place -> place));
        Map<Integer, List<Long>> months = places.stream()
                .collect(Collectors.groupingBy(
                        Place::month, TreeMap::new, Collectors.mapping(Place::id, Collectors.toList())));
        Map<Long, List<Sight>> further = furtherSights(byId);
        List<FeedEvent> events = new ArrayList<>();
        months.forEach((month, ids) -> events.addAll(sql.forEach(
                EVENTS,
                List.of(month),
                ids,
                statement -> statement
                        .query((row, number) -> event(row, byId, further))
                        .list())));
        List<Long> order = places.stream().map(Place::id).toList();
        Map<Long, Integer> ranks = new HashMap<>();
        order.forEach(id -> ranks.put(id, ranks.size()));
        events.sort(
                Comparator.comparing(event -> ranks.getOrDefault(event.stored().order(), Integer.MAX_VALUE)));
        return events;
    }

    private Map<Long, List<Sight>> furtherSights(Map<Long, Place> places) {
        record Of(long event, Sight sight) {}
        return sql
                .forEach(
                        "select event_id, channel, seen_at, received_at, clock_offset from @observation"
                                + " where event_id in (#in) order by received_at, channel",
                        List.of(),
                        places.keySet(),
                        statement -> statement
                                .query((row, number) -> new Of(row.getLong("event_id"), EventRow.sight(row)))
                                .list())
                .stream()
                .collect(Collectors.groupingBy(
                        Of::event, HashMap::new, Collectors.mapping(Of::sight, Collectors.toList())));
    }

    private static FeedEvent event(ResultSet row, Map<Long, Place> places, Map<Long, List<Sight>> further)
            throws SQLException {
        DeviceKey key = DeviceKey.of(row.getString("device_key"));
        String name = row.getString("device_name");
        long id = row.getLong("id");
        List<Sight> sights = new ArrayList<>(List.of(EventRow.sight(row)));
        sights.addAll(further.getOrDefault(id, List.of()));
        Place place = places.get(id);
        return new FeedEvent(
                place == null ? 0 : place.position(),
                row.getInt("revision"),
                name == null ? key.value() : name,
                EventRow.read(row, key),
                Columns.instant(row, "received_at"),
                List.copyOf(sights));
    }
}
