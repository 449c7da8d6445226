package dev.rollcall.receiver.jdbc;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.identity.ContentDigest;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.attendance.reconcile.TalliedEvent;
import dev.rollcall.receiver.store.Alias;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.EventRef;
import dev.rollcall.receiver.store.EventShelf;
import dev.rollcall.receiver.store.HeldEvent;
import dev.rollcall.receiver.store.NewEvent;
import dev.rollcall.receiver.store.OtherVersion;
import dev.rollcall.receiver.store.Printed;
import dev.rollcall.receiver.store.Seen;
import dev.rollcall.receiver.store.Sight;
import dev.rollcall.receiver.store.Sought;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;

/** The stored events in SQL, for ingest. */
final class JdbcEvents implements EventShelf {

    private static final List<Column> EVENT = Stream.concat(
                    Stream.of(
                            Column.number("id"),
                            Column.integer("device_id"),
                            Column.integer("month"),
                            Column.bytes("public_id"),
                            Column.number("first_wall_clock"),
                            Column.integer("revision"),
                            Column.text("channel"),
                            Column.number("seen_at"),
                            Column.number("received_at"),
                            Column.number("clock_offset")),
                    EventRow.COLUMNS.stream())
            .toList();
    private static final List<Column> CHANGED = Stream.concat(
                    EventRow.COLUMNS.stream(),
                    Stream.of(Column.number("first_wall_clock"), Column.integer("device_id"), Column.number("id")))
            .toList();
    private static final List<Column> RAW = List.of(
            Column.number("event_id"), Column.integer("device_id"), Column.integer("month"), Column.bytes("raw"));
    private static final List<Column> IDENTITY = List.of(
            Column.integer("device_id"),
            Column.bytes("id"),
            Column.number("serial_no"),
            Column.number("wall_clock"),
            Column.number("event_id"),
            Column.integer("month"),
            Column.text("relation"));
    private static final List<Column> PUBLIC_IDENTITY = Stream.concat(
                    IDENTITY.stream(), Stream.of(Column.number("position")))
            .toList();
    private static final List<Column> POSITION = List.of(
            Column.number("position"), Column.integer("device_id"), Column.number("wall_clock"), Column.bytes("id"));
    private static final List<Column> OBSERVATION = List.of(
            Column.integer("device_id"),
            Column.number("event_id"),
            Column.text("channel"),
            Column.number("seen_at"),
            Column.number("received_at"),
            Column.number("clock_offset"));

    private final Sql sql;
    private final EventNumbers numbers;
    private final Set<Integer> months = new HashSet<>();
    private final EventLookup lookup;
    private final EventVersions versions;
    private final TallyDeltas tallies;
    private final EditedHours edited;

    JdbcEvents(Sql sql) {
        this.sql = sql;
        this.numbers = new EventNumbers(sql);
        this.lookup = new EventLookup(sql);
        this.versions = new EventVersions(sql);
        this.tallies = new TallyDeltas(sql);
        this.edited = new EditedHours(sql);
    }

    @Override
    public List<HeldEvent> candidates(Device device, Sought sought) {
        return lookup.candidates(device, sought, numbers);
    }

    @Override
    public Map<EventId, EventId> archived(Device device) {
        return lookup.archived(device);
    }

    @Override
    public Map<EventId, EventRef> insert(Device device, List<NewEvent> events) {
        Map<EventId, EventRef> refs = new HashMap<>();
        Rows said = new Rows(sql, EVENT);
        Rows raw = new Rows(sql, RAW);
        for (NewEvent event : events) {
            int month = Months.of(event.printed().wallClock(), event.sight().receivedAt());
            EventRef ref = new EventRef(numbers.next(), month);
            months.add(month);
            refs.put(event.printed().id(), ref);
            TalliedEvent tallied =
                    TalliedEvent.of(event.stored().event(), event.printed().id());
            said.add(row(device, event, ref, tallied.key().content()));
            raw.add(List.of(ref.id(), device.id(), month, event.raw().toByteArray()));
            tallies.add(device, tallied, event.sight().channel());
        }
        said.insertLater("@event");
        raw.insertLater("@event_raw");
        return refs;
    }

    /** Returns the months that this transaction put events in. */
    Set<Integer> months() {
        return months;
    }

    private static EventRef ref(Map<EventId, EventRef> refs, NewEvent event) {
        EventRef ref = refs.get(event.printed().id());
        if (ref == null) {
            throw new IllegalStateException("event " + event.printed().id() + " was not inserted");
        }
        return ref;
    }

    private static List<@Nullable Object> row(Device device, NewEvent event, EventRef ref, ContentDigest content) {
        Sight sight = event.sight();
        List<@Nullable Object> row = new ArrayList<>(Arrays.asList(
                ref.id(),
                device.id(),
                ref.month(),
                EventRow.bytes(event.printed().id().hex()),
                firstIfOther(event.printed().wallClock(), event.stored()),
                1,
                sight.channel().name(),
                sight.seenAt().toEpochMilli(),
                sight.receivedAt().toEpochMilli(),
                EventRow.millis(sight.clockOffset())));
        row.addAll(EventRow.values(event.stored(), content));
        return row;
    }

    /** The wall clock under the public id is written only where another one counts. */
    private static @Nullable Long firstIfOther(LocalDateTime firstPrinted, StoredEvent stored) {
        return firstPrinted.equals(stored.event().time().wallClock()) ? null : EventRow.wallClock(firstPrinted);
    }

    @Override
    public void update(Device device, List<HeldEvent> events) {
        events.forEach(event -> tallies.replace(device, event));
        events.forEach(edited::add);
        Map<Integer, List<HeldEvent>> months = events.stream()
                .collect(Collectors.groupingBy(event -> event.ref().month(), TreeMap::new, Collectors.toList()));
        months.forEach((month, some) -> rows(CHANGED, some, event -> {
                    List<@Nullable Object> row = EventRow.values(event.stored());
                    row.add(firstIfOther(event.firstPrinted(), event.stored()));
                    row.add(device.id());
                    row.add(event.ref().id());
                    return row;
                })
                .update("@event", 2, ", revision = t.revision + 1", " and t.month = " + month));
    }

    @Override
    public void publish(
            Device device, List<NewEvent> events, Map<EventId, EventRef> inserted, List<HeldEvent> updated) {
        tallies.write();
        if (updated.isEmpty() && sql.dialect() == Dialect.POSTGRESQL) {
            publishLater(device, events, inserted);
        } else if (events.size() + updated.size() > 0) {
            publishNow(device, events, inserted, updated);
        }
        edited.count(device);
    }

    /** Takes the positions and enters the ids in one statement; one that is there already makes it fail. */
    private void publishLater(Device device, List<NewEvent> events, Map<EventId, EventRef> inserted) {
        if (events.isEmpty()) {
            return;
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (NewEvent event : events) {
            rows.add(identity(device, event.printed(), ref(inserted, event), null));
        }
        ArrayRows arrays = new ArrayRows(IDENTITY, rows);
        String names = Column.names(IDENTITY);
        sql.later(
                "with p as (update @feed set position = position + ? where one = 1 returning position)"
                        + " insert into @event_identity (" + names + ", position) select " + names
                        + ", p.position - ? + n from p, (" + arrays.query() + ") v",
                (statement, from) -> {
                    statement.setLong(from, events.size());
                    statement.setLong(from + 1, events.size());
                    return arrays.fill(statement, from + 2);
                });
    }

    private void publishNow(
            Device device, List<NewEvent> events, Map<EventId, EventRef> inserted, List<HeldEvent> updated) {
        int count = events.size() + updated.size();
        long position = nextPositions(count);
        Rows identities = new Rows(sql, PUBLIC_IDENTITY);
        for (NewEvent event : events) {
            List<@Nullable Object> row = new ArrayList<>(identity(device, event.printed(), ref(inserted, event), null));
            row.add(position++);
            identities.add(row);
        }
        int added = identities.insert("@event_identity");
        Rows positions = new Rows(sql, POSITION);
        for (HeldEvent event : updated) {
            positions.add(List.of(
                    position++,
                    device.id(),
                    EventRow.wallClock(event.firstPrinted()),
                    EventRow.bytes(event.stored().publicId().hex())));
        }
        int moved = positions.update("@event_identity", 3, "", "");
        if (added + moved != count) {
            throw new ConcurrencyFailureException(
                    "events of device " + device.key() + " were stored beside the lock of their device: "
                            + (added + moved) + " of " + count + " published");
        }
    }

    private static List<@Nullable Object> identity(
            Device device, Printed printed, EventRef ref, @Nullable String relation) {
        return Arrays.asList(
                device.id(),
                EventRow.bytes(printed.id().hex()),
                printed.serialNo(),
                EventRow.wallClock(printed.wallClock()),
                ref.id(),
                ref.month(),
                relation);
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
    public void absorb(Device device, EventRef gone, EventRef into) {
        sql.of("select * from @event where device_id = ? and month = ? and id = ?")
                .params(List.of(device.id(), gone.month(), gone.id()))
                .each(row -> {
                    tallies.takeAway(device, EventRow.tallied(row), EventRow.channel(row));
                    edited.add(row, EventRow.read(row, device.key()));
                });
        versions.absorb(device, gone, into);
    }

    @Override
    public void addAliases(Device device, List<Alias> aliases) {
        rows(
                        IDENTITY,
                        aliases,
                        alias -> identity(
                                device,
                                alias.printed(),
                                alias.ref(),
                                alias.relation().name()))
                .insert("@event_identity");
    }

    @Override
    public void addSights(Device device, List<Seen> sights) {
        rows(
                        OBSERVATION,
                        sights,
                        seen -> Arrays.asList(
                                device.id(),
                                seen.ref().id(),
                                seen.sight().channel().name(),
                                seen.sight().seenAt().toEpochMilli(),
                                seen.sight().receivedAt().toEpochMilli(),
                                EventRow.millis(seen.sight().clockOffset())))
                .insert("@observation");
    }

    @Override
    public List<OtherVersion> keepVersions(Device device, List<OtherVersion> others) {
        return others.stream().filter(other -> versions.keep(device, other)).toList();
    }

    @Override
    public void replaceRaw(Device device, EventRef ref, RawRecord raw) {
        versions.replaceRaw(device, ref, raw);
    }

    private <T> Rows rows(List<Column> columns, List<T> items, Function<T, List<@Nullable Object>> row) {
        Rows rows = new Rows(sql, columns);
        items.forEach(item -> rows.add(row.apply(item)));
        return rows;
    }
}
