package dev.rollcall.receiver.jdbc;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.identity.Recognition;
import dev.rollcall.receiver.store.Device;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The months whose partition of events somebody detached: their ids stay, and their rows are kept elsewhere. What is asked after the
 * rows, so that rows which were detached meanwhile are never taken for deleted ones.
 */
final class Archive {

    private static final String OF_WINDOW = "select i.id, i.wall_clock from @event_identity i where i.device_id = ?"
            + " and i.wall_clock >= ? and i.wall_clock < ? and i.month not in (#months)";

    private static final String ATTACHED =
            " = any(array(select substring(pg_get_expr(c.relpartbound, c.oid) from '[0-9]+')::integer"
                    + " from pg_inherits p join pg_class c on c.oid = p.inhrelid where p.inhparent = to_regclass('@event')"
                    + " and not coalesce((to_jsonb(p) ->> 'inhdetachpending')::boolean, false)))";

    static final String PRINTED =
            "select event_id, id, wall_clock, relation from @event_identity where device_id = ? and wall_clock in (#in)";
    static final String PUBLIC =
            "select id from @event_identity where device_id = ? and wall_clock >= ? and wall_clock <= ?"
                    + " and event_id = ? and relation is null";

    private final Sql sql;
    private final Set<Integer> attached;

    private Archive(Sql sql, Set<Integer> attached) {
        this.sql = sql;
        this.attached = attached;
    }

    static Archive of(Sql sql) {
        return new Archive(sql, sql.dialect() == Dialect.SQLITE ? Set.of() : Partitions.months(sql, "event"));
    }

    /** Tells whether a month that has ids is archived. */
    boolean has(int month) {
        return sql.dialect() == Dialect.POSTGRESQL && !attached.contains(month);
    }

    /**
     * Returns a condition, to be added to others, by which only months count that are not archived. It is part of the question itself: a
     * month that gets its partition between two questions would be passed over for ever by a reader of the feed.
     */
    static String leftOut(Sql sql, String month) {
        return sql.dialect() == Dialect.SQLITE ? "" : " and " + month + ATTACHED;
    }

    /** Returns all ids of a device's archived events of a window, with the wall clock under each. */
    Map<EventId, LocalDateTime> within(Device device, LocalDateTime from, LocalDateTime to) {
        Map<EventId, LocalDateTime> printed = new HashMap<>();
        if (sql.dialect() == Dialect.POSTGRESQL) {
            sql.of(OF_WINDOW.replace("#months", listed()))
                    .params(List.of(device.id(), EventRow.wallClock(from), EventRow.wallClock(to)))
                    .each(row -> printed.put(
                            EventRow.id(row.getBytes("id")), EventRow.wallClock(row.getLong("wall_clock"))));
        }
        return printed;
    }

    /**
     * Returns the ids of archived events that were printed at some seconds, each with the public id of its event. Found by the seconds:
     * there is no index from an event to its public id.
     */
    static Map<EventId, EventId> names(Sql sql, Device device, Set<Long> events, Set<Long> seconds) {
        record Name(long event, EventId id, long second, boolean alias) {}
        List<Name> names = sql.forEach(
                PRINTED,
                List.of(device.id()),
                seconds,
                statement -> statement
                        .query((row, number) -> new Name(
                                row.getLong("event_id"),
                                EventRow.id(row.getBytes("id")),
                                row.getLong("wall_clock"),
                                row.getString("relation") != null))
                        .list());
        Map<EventId, EventId> publicIds = new HashMap<>();
        for (Name name : names) {
            if (events.contains(name.event())) {
                publicIds.put(name.id(), name.alias() ? publicId(sql, device, name.event(), name.second()) : name.id());
            }
        }
        return publicIds;
    }

    private static EventId publicId(Sql sql, Device device, long event, long second) {
        long around = Duration.ofHours(Recognition.candidateHours()).toSeconds();
        return sql.of(PUBLIC)
                .params(List.of(device.id(), second - around, second + around, event))
                .query((row, number) -> EventRow.id(row.getBytes("id")))
                .single();
    }

    private String listed() {
        return attached.isEmpty()
                ? "-1"
                : attached.stream().map(month -> Integer.toString(month)).collect(Collectors.joining(", "));
    }
}
