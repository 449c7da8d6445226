package dev.rollcall.receiver.jdbc;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.Recognition;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.attendance.reconcile.Tally;
import dev.rollcall.attendance.reconcile.TallySheet;
import dev.rollcall.receiver.store.CountedEvent;
import dev.rollcall.receiver.store.DayTally;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.TallyShelf;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tallies in SQL. */
final class JdbcTallies implements TallyShelf {

    private static final int HOURS = 24;
    private static final String SUMS = "sum(t.events) as events, sum(t.lane0) as lane0, sum(t.lane1) as lane1,"
            + " sum(t.lane2) as lane2, sum(t.lane3) as lane3 from @tally t";
    static final String TOTALS = "select d.device_key, " + SUMS
            + " join @device d on t.device_id = d.id where t.hour >= ? and t.hour < ? and d.device_key in (#in)"
            + " group by d.device_key";

    /** Keeps PostgreSQL from walking through all tallies where many devices are asked about: each device's are together. */
    static final String TOTALS_ONE_BY_ONE = "select d.device_key, s.* from @device d cross join lateral (select " + SUMS
            + " where t.device_id = d.id and t.hour >= ? and t.hour < ?) s where d.device_key in (#in)";

    /** Counted from long before 1970, so that no number is negative: both databases would divide those otherwise than we do. */
    private static final int DAYS_BEFORE = 1_000_000;

    static final String DAYS = "select (t.hour + " + DAYS_BEFORE * HOURS + ") / " + HOURS + " as day, "
            + Arrays.stream(Channel.values())
                    .map(TallyDeltas::columnOf)
                    .map(column -> "sum(t." + column + ") as " + column + ", ")
                    .collect(Collectors.joining())
            + SUMS + " where t.device_id = ? and t.hour >= ? and t.hour < ? group by 1";

    static final String KEPT = "select * from @tally where device_id = ? and hour >= ? and hour < ?";

    /** The public id's wall clock is what is indexed; the one that counts is never further away than re-prints can be. */
    static final String ROWS = "select e.*, i.wall_clock as id_wall_clock, i.serial_no as id_serial, i.id as true_id"
            + " from @event_identity i"
            + " join @event e on e.device_id = i.device_id and e.month = i.month and e.id = i.event_id"
            + " where i.device_id = ? and i.wall_clock >= ? and i.wall_clock < ? and i.relation is null"
            + " order by i.wall_clock, i.id";

    private final Sql sql;
    private final JdbcDevices devices;

    JdbcTallies(Sql sql) {
        this.sql = sql;
        this.devices = new JdbcDevices(sql);
    }

    @Override
    public Map<DeviceKey, Tally> totals(
            Collection<DeviceKey> keys, @Nullable LocalDateTime from, @Nullable LocalDateTime to) {
        record Total(DeviceKey device, Tally tally) {}
        List<String> names = keys.stream().map(DeviceKey::value).toList();
        return sql
                .forEach(
                        sql.dialect() == Dialect.SQLITE ? TOTALS : TOTALS_ONE_BY_ONE,
                        List.of(first(from), end(to)),
                        names,
                        statement -> statement
                                .query((row, number) ->
                                        new Total(DeviceKey.of(row.getString("device_key")), tally(row)))
                                .list())
                .stream()
                .collect(Collectors.toMap(Total::device, Total::tally));
    }

    @Override
    public TallySheet kept(int deviceId, @Nullable LocalDateTime from, @Nullable LocalDateTime to) {
        Map<LocalDateTime, Tally> hours = new HashMap<>();
        sql.of(KEPT)
                .params(List.of(deviceId, first(from), end(to)))
                .each(row -> hours.put(TallyDeltas.hour(row.getInt("hour")), tally(row)));
        return TallySheet.of(hours);
    }

    @Override
    public SortedMap<LocalDate, DayTally> days(int deviceId, LocalDate from, LocalDate to) {
        SortedMap<LocalDate, DayTally> days = new TreeMap<>();
        sql.of(DAYS)
                .params(List.of(deviceId, first(from.atStartOfDay()), end(to.atStartOfDay())))
                .each(row -> days.put(LocalDate.ofEpochDay(row.getLong("day") - DAYS_BEFORE), dayTally(row)));
        days.values().removeIf(day -> day.tally().isZero());
        return days;
    }

    private static DayTally dayTally(ResultSet row) throws SQLException {
        Map<Channel, Long> firstSeenBy = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            long count = row.getLong(TallyDeltas.columnOf(channel));
            if (count != 0) {
                firstSeenBy.put(channel, count);
            }
        }
        return new DayTally(tally(row), firstSeenBy);
    }

    @Override
    public List<CountedEvent> rows(Device device, LocalDateTime from, LocalDateTime to) {
        int around = Math.toIntExact(Recognition.candidateHours());
        return sql
                .of(ROWS)
                .params(List.of(
                        device.id(),
                        EventRow.wallClock(from.minusHours(around)),
                        EventRow.wallClock(to.plusHours(around))))
                .query((row, number) -> counted(row, device.key()))
                .list()
                .stream()
                .filter(event -> !event.tallied().wallClock().isBefore(from)
                        && event.tallied().wallClock().isBefore(to))
                .toList();
    }

    @Override
    public Optional<LocalDateTime> firstRow(int deviceId, @Nullable LocalDateTime from) {
        return sql.of("select min(wall_clock) as earliest from @event_identity where device_id = ? and wall_clock >= ?")
                .params(List.of(deviceId, from == null ? Long.MIN_VALUE : EventRow.wallClock(from)))
                .query((row, number) -> Optional.ofNullable(Columns.number(row, "earliest")))
                .single()
                .map(seconds -> TallySheet.hourOf(EventRow.wallClock(seconds)));
    }

    @Override
    public Optional<LocalDateTime> firstKept(int deviceId, @Nullable LocalDateTime from) {
        return sql.of("select min(hour) as earliest from @tally where device_id = ? and hour >= ?")
                .params(List.of(deviceId, first(from)))
                .query((row, number) -> Optional.ofNullable(Columns.integer(row, "earliest")))
                .single()
                .map(TallyDeltas::hour);
    }

    @Override
    public void replace(Device device, LocalDateTime from, LocalDateTime to, List<CountedEvent> counted) {
        sql.of("delete from @tally where device_id = ? and hour >= ? and hour < ?")
                .params(List.of(device.id(), first(from), end(to)))
                .update();
        JdbcProofs.lower(sql, device.id(), from.toLocalDate());
        TallyDeltas deltas = new TallyDeltas(sql);
        counted.forEach(event -> deltas.add(device, event.tallied(), event.firstSeenBy()));
        deltas.write();
        sql.finish();
    }

    @Override
    public Set<DeviceKey> due(Collection<DeviceKey> keys) {
        Set<DeviceKey> asked = new HashSet<>(keys);
        return sql
                .of(
                        "select d.device_key from @tally_due t join @device d on d.id = t.device_id where t.marked > t.counted")
                .query((row, number) -> DeviceKey.of(row.getString(1)))
                .list()
                .stream()
                .filter(asked::contains)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Device> nextToCount(Instant countedBefore) {
        return sql.of(
                        "select d.device_key from @device d left join @tally_due t on t.device_id = d.id and t.marked > t.counted"
                                + " left join @recount r on r.device_id = d.id"
                                + " where t.device_id is not null or r.recounted_at is null or r.recounted_at < ?"
                                + " order by (case when t.device_id is null then 1 else 0 end), coalesce(r.recounted_at, 0), d.id limit 1")
                .param(countedBefore.toEpochMilli())
                .query((row, number) -> DeviceKey.of(row.getString(1)))
                .optional()
                .flatMap(devices::find);
    }

    @Override
    public int marks(int deviceId) {
        return sql.of("select marked from @tally_due where device_id = ?")
                .param(deviceId)
                .query((row, number) -> row.getInt("marked"))
                .optional()
                .orElse(0);
    }

    @Override
    public void counted(int deviceId, int marks, Instant now) {
        sql.of("update @tally_due set counted = ? where device_id = ? and counted < ?")
                .params(List.of(marks, deviceId, marks))
                .update();
        sql.of("insert into @recount (device_id, recounted_at) values (?, ?)"
                        + " on conflict (device_id) do update set recounted_at = excluded.recounted_at")
                .params(List.of(deviceId, now.toEpochMilli()))
                .update();
    }

    private static CountedEvent counted(ResultSet row, DeviceKey device) throws SQLException {
        boolean asWritten = isAsWritten(row, device);
        return new CountedEvent(
                asWritten ? EventRow.tallied(row) : EventRow.edited(row),
                Columns.number(row, "id_serial"),
                row.getBoolean("confirmed"),
                asWritten,
                EventRow.channel(row));
    }

    private static boolean isAsWritten(ResultSet row, DeviceKey device) throws SQLException {
        try {
            StoredEvent stored = EventRow.read(row, device);
            return EventRow.isAsWritten(row, stored) && hasItsId(row, stored);
        } catch (IllegalArgumentException | DateTimeException edited) {
            return false;
        }
    }

    /** An id is a hash of what was first printed; only with a serial number does the row still have all of that. */
    private static boolean hasItsId(ResultSet row, StoredEvent stored) throws SQLException {
        if (!Arrays.equals(row.getBytes("true_id"), row.getBytes("public_id"))) {
            return false;
        }
        if (Columns.number(row, "id_serial") == null) {
            return true;
        }
        LocalDateTime first = EventRow.wallClock(row.getLong("id_wall_clock"));
        return EventIdentity.idOf(stored.event().printedAt(first)).equals(stored.publicId());
    }

    private static Tally tally(ResultSet row) throws SQLException {
        return new Tally(
                row.getLong("events"),
                row.getLong("lane0"),
                row.getLong("lane1"),
                row.getLong("lane2"),
                row.getLong("lane3"));
    }

    private static int first(@Nullable LocalDateTime from) {
        return from == null ? Integer.MIN_VALUE : TallyDeltas.hour(from);
    }

    private static int end(@Nullable LocalDateTime to) {
        return to == null ? Integer.MAX_VALUE : TallyDeltas.hour(to);
    }
}
