package dev.rollcall.receiver.jdbc;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.store.EventFeed;
import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.FeedEvent;
import dev.rollcall.receiver.store.Sight;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The stored events in SQL, for readers. */
final class JdbcFeed implements EventFeed {

    private static final String SELECT =
            "select e.*, d.device_key, d.name as device_name from @event e" + " join @device d on d.id = e.device_id";

    private final Sql sql;

    JdbcFeed(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<FeedEvent> page(EventFilter filter, long after, int limit) {
        StringBuilder text = new StringBuilder(SELECT).append(" where e.position > ?");
        List<Object> values = new ArrayList<>(List.of(after));
        and(
                text,
                values,
                "d.device_key = ?",
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
        return events(text.append(" order by e.position limit ?").toString(), values);
    }

    private static void and(StringBuilder text, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            text.append(" and ").append(condition);
            values.add(value);
        }
    }

    @Override
    public List<FeedEvent> latest(int limit) {
        return events(SELECT + " order by e.position desc limit ?", new ArrayList<>(List.of(limit)));
    }

    @Override
    public long count() {
        return sql.of("select count(*) from @event").query(Long.class).single();
    }

    private List<FeedEvent> events(String text, List<Object> values) {
        Map<Long, FeedEvent> rows = new LinkedHashMap<>();
        sql.of(text).params(values).query((ResultSet row) -> {
            rows.put(row.getLong("id"), event(row));
        });
        Map<Long, List<Sight>> sights = sights(rows);
        return rows.entrySet().stream()
                .map(entry -> withSights(entry.getValue(), sights.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }

    private Map<Long, List<Sight>> sights(Map<Long, FeedEvent> rows) {
        return sql
                .forEach(
                        "select event_id, channel, seen_at, received_at from @observation where event_id in (#in)"
                                + " order by received_at, channel",
                        List.of(),
                        rows.keySet(),
                        statement -> statement.query(JdbcFeed::sight).list())
                .stream()
                .collect(Collectors.groupingBy(Sight::row));
    }

    private static Sight sight(ResultSet row, int number) throws SQLException {
        return new Sight(
                row.getLong("event_id"),
                Channel.valueOf(row.getString("channel")),
                Columns.instant(row, "seen_at"),
                Columns.instant(row, "received_at"));
    }

    private static FeedEvent event(ResultSet row) throws SQLException {
        DeviceKey key = DeviceKey.of(row.getString("device_key"));
        String name = row.getString("device_name");
        return new FeedEvent(
                row.getLong("position"),
                row.getInt("revision"),
                name == null ? key.value() : name,
                EventRow.read(row, key),
                Columns.instant(row, "received_at"),
                List.of());
    }

    private static FeedEvent withSights(FeedEvent event, List<Sight> sights) {
        return new FeedEvent(
                event.position(), event.revision(), event.deviceName(), event.stored(), event.receivedAt(), sights);
    }
}
