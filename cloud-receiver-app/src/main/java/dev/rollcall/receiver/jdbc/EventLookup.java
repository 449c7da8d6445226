package dev.rollcall.receiver.jdbc;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.EventRef;
import dev.rollcall.receiver.store.HeldEvent;
import dev.rollcall.receiver.store.Printed;
import dev.rollcall.receiver.store.Sought;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds held events for a whole batch in a few statements: first in the identities, which is all there is to do for new events;
 * then the events themselves, month by month, so that PostgreSQL never looks into other partitions.
 */
final class EventLookup {

    private static final String IDENTITY = "select month, event_id from @event_identity where device_id = ? and ";
    static final String BY_SERIAL = IDENTITY + "serial_no in (#in)";
    static final String BY_WALL_CLOCK = IDENTITY + "wall_clock in (#in)";
    static final String BY_SECOND_WITHOUT_SERIAL = IDENTITY + "wall_clock in (#in) and serial_no is null";
    static final String EVENTS = "select * from @event where device_id = ? and month = ? and id in (#in)";
    static final String ALIASES = "select event_id, id, serial_no, wall_clock from @event_identity where device_id = ?"
            + " and relation is not null and event_id in (#in)";

    /** Up to how many numbers a range of serials may span for each one that is sought. */
    private static final long DENSE = 4;

    private final Sql sql;
    private final Set<Long> archived = new HashSet<>();
    private final Set<Long> soughtSeconds = new HashSet<>();

    EventLookup(Sql sql) {
        this.sql = sql;
    }

    List<HeldEvent> candidates(Device device, Sought sought, EventNumbers numbers) {
        archived.clear();
        soughtSeconds.clear();
        soughtSeconds.addAll(seconds(sought.wallClocks()));
        soughtSeconds.addAll(seconds(sought.serialSeconds()));
        Set<EventRef> refs = sql.dialect() == Dialect.SQLITE ? refs(device, sought) : refs(device, sought, numbers);
        Map<Integer, List<Long>> found = refs.stream()
                .collect(Collectors.groupingBy(
                        EventRef::month, TreeMap::new, Collectors.mapping(EventRef::id, Collectors.toList())));
        if (found.isEmpty()) {
            return List.of();
        }
        List<HeldEvent> events = new ArrayList<>();
        found.forEach((month, ids) -> events.addAll(sql.forEach(
                EVENTS,
                List.of(device.id(), month),
                ids,
                statement -> statement.query((row, number) -> held(row, device)).list())));
        forget(device, refs, events);
        return withAliases(device, events);
    }

    private Set<EventRef> refs(Device device, Sought sought) {
        Parts parts = new Parts(device.id());
        parts.add(BY_SERIAL, sought.serials());
        parts.add(BY_SECOND_WITHOUT_SERIAL, seconds(sought.serialSeconds()));
        parts.add(BY_WALL_CLOCK, seconds(sought.wallClocks()));
        Set<EventRef> refs = new LinkedHashSet<>();
        for (Parts.Part part : parts.joined()) {
            refs.addAll(sql.of(part.text())
                    .params(part.values())
                    .query((row, number) -> new EventRef(row.getLong(2), row.getInt(1)))
                    .list());
        }
        return refs;
    }

    /** Asks PostgreSQL, which takes many values as one array, and at the same time for the numbers that new events will need. */
    private Set<EventRef> refs(Device device, Sought sought, EventNumbers numbers) {
        Question question = new Question(device.id());
        question.addSerials(sought.serials());
        question.add(BY_SECOND_WITHOUT_SERIAL, seconds(sought.serialSeconds()));
        question.add(BY_WALL_CLOCK, seconds(sought.wallClocks()));
        if (!numbers.suffice(sought.serials().size() + sought.wallClocks().size())) {
            question.texts.add("select null, nextval('rollcall.event_reference')");
        }
        Set<EventRef> refs = new LinkedHashSet<>();
        sql.ask(String.join(" union all ", question.texts), question::fill, (row, number) -> {
            Integer month = Columns.integer(row, "month");
            long value = row.getLong(2);
            if (month == null) {
                numbers.take(value);
            } else {
                refs.add(new EventRef(value, month));
            }
            return value;
        });
        return refs;
    }

    /** Several look-ups in one statement of PostgreSQL. */
    private static final class Question {

        private final int device;
        private final List<String> texts = new ArrayList<>();
        private final List<Long[]> arrays = new ArrayList<>();
        private final Set<Integer> ranges = new HashSet<>();

        Question(int device) {
            this.device = device;
        }

        /** Serials of a batch mostly follow one another: then one walk through the index finds all. */
        void addSerials(Collection<Long> serials) {
            long lowest = serials.stream().mapToLong(Long::longValue).min().orElse(0);
            long highest = serials.stream().mapToLong(Long::longValue).max().orElse(0);
            if (highest - lowest >= 0 && highest - lowest < DENSE * serials.size()) {
                texts.add(BY_SERIAL.replace("in (#in)", "between ? and ?"));
                arrays.add(new Long[] {lowest, highest});
                ranges.add(arrays.size() - 1);
            } else {
                add(BY_SERIAL, serials);
            }
        }

        void add(String text, Collection<Long> values) {
            if (!values.isEmpty()) {
                texts.add(text.replace("in (#in)", "= any(?)"));
                arrays.add(values.toArray(Long[]::new));
            }
        }

        int fill(PreparedStatement statement, int from) throws SQLException {
            int place = from;
            for (int part = 0; part < arrays.size(); part++) {
                Long[] values = arrays.get(part);
                statement.setInt(place++, device);
                if (ranges.contains(part)) {
                    statement.setLong(place++, values[0]);
                    statement.setLong(place++, values[1]);
                } else {
                    statement.setArray(place++, statement.getConnection().createArrayOf("int8", values));
                }
            }
            return place;
        }
    }

    private static HeldEvent held(ResultSet row, Device device) throws SQLException {
        StoredEvent stored = EventRow.read(row, device.key());
        Long first = Columns.number(row, "first_wall_clock");
        return new HeldEvent(
                new EventRef(stored.order(), row.getInt("month")),
                stored,
                first == null ? stored.event().time().wallClock() : EventRow.wallClock(first),
                EventRow.channel(row),
                Set.of(),
                EventRow.tallied(row),
                EventRow.isAsWritten(row, stored));
    }

    /**
     * Ids may lead to an event that somebody deleted by hand. They go as well, or the event could never be stored again, and the
     * device is counted anew. The ids of archived months stay.
     */
    private void forget(Device device, Set<EventRef> refs, List<HeldEvent> found) {
        Set<EventRef> lost = new LinkedHashSet<>(refs);
        found.forEach(event -> lost.remove(event.ref()));
        if (lost.isEmpty()) {
            return;
        }
        Archive archive = Archive.of(sql);
        for (EventRef ref : lost) {
            if (archive.has(ref.month())) {
                archived.add(ref.id());
            } else {
                forget(device, ref);
            }
        }
    }

    private void forget(Device device, EventRef ref) {
        sql.of("delete from @event_identity where device_id = ? and event_id = ?")
                .params(List.of(device.id(), ref.id()))
                .update();
        sql.of("insert into @tally_due as t (device_id) values (?)"
                        + " on conflict (device_id) do update set marked = t.marked + 1")
                .param(device.id())
                .update();
    }

    /** Returns what the last look-up met of archived months: each of the ids printed at the seconds sought, with the public one. */
    Map<EventId, EventId> archived(Device device) {
        return archived.isEmpty() ? Map.of() : Archive.names(sql, device, archived, soughtSeconds);
    }

    private List<HeldEvent> withAliases(Device device, List<HeldEvent> events) {
        record Named(long event, Printed printed) {}
        Map<Long, List<Printed>> aliases = sql
                .forEach(
                        ALIASES,
                        List.of(device.id()),
                        events.stream().map(event -> event.ref().id()).toList(),
                        statement -> statement
                                .query((row, number) -> new Named(row.getLong("event_id"), printed(row)))
                                .list())
                .stream()
                .collect(Collectors.groupingBy(Named::event, Collectors.mapping(Named::printed, Collectors.toList())));
        return events.stream()
                .map(event ->
                        withAliases(event, aliases.getOrDefault(event.ref().id(), List.of())))
                .toList();
    }

    private static Printed printed(ResultSet row) throws SQLException {
        return new Printed(
                EventRow.id(row.getBytes("id")),
                Columns.number(row, "serial_no"),
                EventRow.wallClock(row.getLong("wall_clock")));
    }

    private static HeldEvent withAliases(HeldEvent event, List<Printed> aliases) {
        StoredEvent stored = event.stored();
        LocalDateTime counting = stored.event().time().wallClock();
        List<LocalDateTime> reprints = new ArrayList<>(List.of(event.firstPrinted()));
        aliases.forEach(alias -> reprints.add(alias.wallClock()));
        StoredEvent all = new StoredEvent(
                stored.order(),
                stored.publicId(),
                stored.event(),
                stored.confirmed(),
                reprints.stream()
                        .distinct()
                        .filter(printed -> !printed.equals(counting))
                        .toList());
        Set<EventId> ids = aliases.stream().map(Printed::id).collect(Collectors.toSet());
        return new HeldEvent(
                event.ref(), all, event.firstPrinted(), event.firstSeenBy(), ids, event.row(), event.asWritten());
    }

    private static List<Long> seconds(Collection<LocalDateTime> wallClocks) {
        return wallClocks.stream().map(EventRow::wallClock).toList();
    }

    /** Several look-ups in as few statements as the number of values allows. */
    private static final class Parts {

        private final int device;
        private final List<List<Part>> statements = new ArrayList<>();

        private record Part(String text, List<Object> values) {}

        Parts(int device) {
            this.device = device;
        }

        void add(String text, Collection<Long> values) {
            int number = 0;
            for (List<Long> chunk : Sql.chunks(values)) {
                List<Object> all = new ArrayList<>(List.of(device));
                all.addAll(chunk);
                if (statements.size() <= number) {
                    statements.add(new ArrayList<>());
                }
                statements.get(number++).add(new Part(text.replace("#in", Sql.marks(chunk.size())), all));
            }
        }

        List<Part> joined() {
            return statements.stream()
                    .map(parts -> new Part(
                            parts.stream().map(Part::text).collect(Collectors.joining(" union all ")),
                            parts.stream()
                                    .flatMap(part -> part.values().stream())
                                    .toList()))
                    .toList();
        }
    }
}
