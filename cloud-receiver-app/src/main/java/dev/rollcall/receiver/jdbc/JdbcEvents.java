package dev.rollcall.receiver.jdbc;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.receiver.store.Alias;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.EventShelf;
import dev.rollcall.receiver.store.NewEvent;
import dev.rollcall.receiver.store.OtherVersion;
import dev.rollcall.receiver.store.Sight;
import dev.rollcall.receiver.store.Sought;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stored events in SQL, for ingest. */
final class JdbcEvents implements EventShelf {

    static final String HELD = "select * from @event where device_id = ? and ";

    /** Names the device only inside: outside, SQLite would take it for a reason to walk through all events of the device. */
    static final String HELD_BY_ALIAS =
            "select * from @event where id in (select event_id from @event_alias where device_id = ? and ";

    private final Sql sql;

    JdbcEvents(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<StoredEvent> candidates(Device device, Sought sought) {
        Map<Long, StoredEvent> found = new LinkedHashMap<>();
        List<String> ids = sought.ids().stream().map(EventId::hex).toList();
        look(found, device, HELD + "public_id in (#in)", ids);
        look(found, device, HELD_BY_ALIAS + "alias_id in (#in))", ids);
        look(found, device, HELD + "serial_no in (#in)", sought.serials());
        look(found, device, HELD + "wall_clock in (#in)", texts(sought.wallClocks()));
        look(found, device, HELD_BY_ALIAS + "wall_clock in (#in))", texts(sought.wallClocks()));
        look(found, device, HELD + "serial_no is null and wall_clock in (#in)", texts(sought.serialSeconds()));
        return withReprints(found);
    }

    private void look(Map<Long, StoredEvent> found, Device device, String query, Collection<?> values) {
        sql.forEach(
                        query,
                        List.of(device.id()),
                        values,
                        statement -> statement
                                .query((row, number) -> EventRow.read(row, device.key()))
                                .list())
                .forEach(stored -> found.put(stored.order(), stored));
    }

    private List<StoredEvent> withReprints(Map<Long, StoredEvent> found) {
        Map<Long, List<LocalDateTime>> printed = new HashMap<>();
        sql.forEach(
                        "select event_id, wall_clock from @event_alias where event_id in (#in)",
                        List.of(),
                        found.keySet(),
                        statement -> statement
                                .query((row, number) ->
                                        Map.entry(row.getLong(1), LocalDateTime.parse(row.getString(2))))
                                .list())
                .forEach(entry -> printed.computeIfAbsent(entry.getKey(), row -> new ArrayList<>())
                        .add(entry.getValue()));
        return found.values().stream()
                .map(stored -> new StoredEvent(
                        stored.order(),
                        stored.publicId(),
                        stored.event(),
                        stored.confirmed(),
                        printed.getOrDefault(stored.order(), List.of())))
                .toList();
    }

    private static List<String> texts(Collection<LocalDateTime> wallClocks) {
        return wallClocks.stream().map(EventRow::wallClock).toList();
    }

    @Override
    public Map<EventId, EventId> aliases(Device device, Collection<EventId> ids) {
        Map<EventId, EventId> found = new HashMap<>();
        sql.forEach(
                        "select a.alias_id, e.public_id from @event_alias a join @event e on e.id = a.event_id"
                                + " where a.device_id = ? and a.alias_id in (#in)",
                        List.of(device.id()),
                        ids.stream().map(EventId::hex).toList(),
                        statement -> statement
                                .query((row, number) ->
                                        Map.entry(EventId.of(row.getString(1)), EventId.of(row.getString(2))))
                                .list())
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    @Override
    public Map<EventId, Long> insert(Device device, List<NewEvent> events) {
        if (events.isEmpty()) {
            return Map.of();
        }
        long position = nextPositions(events.size());
        List<List<Object>> rows = new ArrayList<>();
        for (NewEvent event : events) {
            List<Object> row = new ArrayList<>(
                    List.of(device.id(), event.stored().publicId().hex()));
            row.addAll(EventRow.values(event.stored()));
            row.addAll(List.of(event.receivedAt().toEpochMilli(), 1, position++));
            rows.add(row);
        }
        Map<EventId, Long> ids = insertRows(rows);
        insertRaw(device, events, ids);
        return ids;
    }

    private Map<EventId, Long> insertRows(List<List<Object>> rows) {
        Map<EventId, Long> ids = new HashMap<>();
        sql.insert(
                        "insert into @event (device_id, public_id, " + String.join(", ", EventRow.COLUMNS)
                                + ", received_at, revision, position) values #rows"
                                + " on conflict do nothing returning id, public_id",
                        rows,
                        statement -> statement
                                .query((row, number) -> Map.entry(EventId.of(row.getString(2)), row.getLong(1)))
                                .list())
                .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
        if (ids.size() != rows.size()) {
            throw new IllegalStateException("events were stored beside the lock of their device: " + ids.size() + " of "
                    + rows.size() + " new");
        }
        return ids;
    }

    private void insertRaw(Device device, List<NewEvent> events, Map<EventId, Long> ids) {
        List<List<Object>> rows = events.stream()
                .map(event -> Arrays.<Object>asList(
                        ids.get(event.stored().publicId()),
                        device.id(),
                        event.raw().toByteArray()))
                .toList();
        sql.insert("insert into @event_raw (event_id, device_id, raw) values #rows", rows, JdbcEvents::done);
    }

    @Override
    public void update(Device device, List<StoredEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        long position = nextPositions(events.size());
        String assignments = String.join(" = ?, ", EventRow.COLUMNS) + " = ?";
        for (StoredEvent event : events) {
            List<Object> values = EventRow.values(event);
            values.addAll(List.of(position++, event.order(), device.id()));
            sql.of("update @event set " + assignments
                            + ", revision = revision + 1, position = ? where id = ? and device_id = ?")
                    .params(values)
                    .update();
        }
    }

    /** Returns the first of so many feed positions; nobody else gets one before this transaction ends. */
    private long nextPositions(int count) {
        long last = sql.of("update @feed set position = position + ? where one = 1 returning position")
                .param(count)
                .query(Long.class)
                .single();
        return last - count + 1;
    }

    @Override
    public void absorb(Device device, long row, long into) {
        move(
                "insert into @event_alias (device_id, alias_id, event_id, relation, wall_clock)"
                        + " select device_id, public_id, ?, 'SERIAL_MISSING', wall_clock from @event where id = ?"
                        + " on conflict do nothing",
                into,
                row);
        move("update @event_alias set event_id = ? where event_id = ?", into, row);
        move(
                "insert into @observation (device_id, event_id, channel, seen_at, received_at)"
                        + " select device_id, ?, channel, seen_at, received_at from @observation where event_id = ?"
                        + " on conflict do nothing",
                into,
                row);
        move(
                "insert into @event_version (device_id, event_id, content_digest, serial_no, wall_clock,"
                        + " printed_offset, employee_no, card_no, name, raw, kept_at)"
                        + " select device_id, ?, content_digest, serial_no, wall_clock, printed_offset, employee_no,"
                        + " card_no, name, raw, kept_at from @event_version where event_id = ? on conflict do nothing",
                into,
                row);
        move(
                "insert into @event_version (device_id, event_id, content_digest, serial_no, wall_clock,"
                        + " printed_offset, employee_no, card_no, name, raw, kept_at)"
                        + " select e.device_id, ?, e.content_digest, e.serial_no, e.wall_clock, e.printed_offset,"
                        + " e.employee_no, e.card_no, e.name, r.raw, e.received_at from @event e"
                        + " join @event_raw r on r.event_id = e.id where e.id = ? on conflict do nothing",
                into,
                row);
        for (String table : List.of("@observation", "@event_version", "@event_raw")) {
            sql.of("delete from " + table + " where event_id = ?").param(row).update();
        }
        sql.of("delete from @event where id = ?").param(row).update();
    }

    private void move(String text, long into, long row) {
        sql.of(text).param(into).param(row).update();
    }

    @Override
    public void addAliases(Device device, List<Alias> aliases) {
        List<List<Object>> rows = aliases.stream()
                .map(alias -> List.<Object>of(
                        device.id(),
                        alias.id().hex(),
                        alias.row(),
                        alias.relation().name(),
                        EventRow.wallClock(alias.wallClock())))
                .toList();
        sql.insert(
                "insert into @event_alias (device_id, alias_id, event_id, relation, wall_clock) values #rows"
                        + " on conflict do nothing",
                rows,
                JdbcEvents::done);
    }

    @Override
    public void addSights(Device device, List<Sight> sights) {
        List<List<Object>> rows = sights.stream()
                .map(sight -> List.<Object>of(
                        device.id(),
                        sight.row(),
                        sight.channel().name(),
                        sight.seenAt().toEpochMilli(),
                        sight.receivedAt().toEpochMilli()))
                .toList();
        sql.insert(
                "insert into @observation (device_id, event_id, channel, seen_at, received_at) values #rows"
                        + " on conflict do nothing",
                rows,
                JdbcEvents::done);
    }

    @Override
    public List<OtherVersion> keepVersions(Device device, List<OtherVersion> versions) {
        List<List<Object>> rows =
                versions.stream().map(version -> row(device, version)).toList();
        Set<String> kept = new HashSet<>(sql.insert(
                "insert into @event_version (device_id, event_id, content_digest, serial_no, wall_clock,"
                        + " printed_offset, employee_no, card_no, name, raw, kept_at) values #rows"
                        + " on conflict do nothing returning event_id, content_digest",
                rows,
                statement -> statement
                        .query((row, number) -> row.getLong(1) + " " + row.getString(2))
                        .list()));
        return versions.stream()
                .filter(version -> kept.remove(version.row() + " "
                        + EventIdentity.digestOf(version.event()).hex()))
                .toList();
    }

    @Override
    public void replaceRaw(long row, RawRecord raw) {
        sql.of("update @event_version set raw = (select raw from @event_raw where event_id = ?)"
                        + " where event_id = ? and raw is null")
                .param(row)
                .param(row)
                .update();
        sql.of("update @event_raw set raw = ? where event_id = ?")
                .param(raw.toByteArray())
                .param(row)
                .update();
    }

    private static List<Object> row(Device device, OtherVersion version) {
        AttendanceEvent event = version.event();
        List<Object> values =
                EventRow.values(new StoredEvent(version.row(), version.publicId(), event, false, List.of()));
        return Arrays.asList(
                device.id(),
                version.row(),
                EventIdentity.digestOf(event).hex(),
                event.serialNo(),
                EventRow.wallClock(event.time().wallClock()),
                values.get(EventRow.COLUMNS.indexOf("printed_offset")),
                values.get(EventRow.COLUMNS.indexOf("employee_no")),
                event.cardNo(),
                event.name(),
                version.raw() == null ? null : version.raw().toByteArray(),
                version.keptAt().toEpochMilli());
    }

    private static List<Integer> done(JdbcClient.StatementSpec statement) {
        return List.of(statement.update());
    }
}
