package dev.rollcall.receiver.jdbc;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Epochs.Epoch;
import dev.rollcall.attendance.window.SerialRange;
import dev.rollcall.receiver.store.EpochRegister;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The epochs in SQL. */
final class JdbcEpochs implements EpochRegister {

    private static final List<Column> COLUMNS = List.of(
            Column.integer("device_id"),
            Column.integer("number"),
            Column.number("first_wall_clock"),
            Column.number("first_serial"),
            Column.number("last_wall_clock"),
            Column.number("last_serial"),
            Column.number("lowest_serial"),
            Column.number("highest_serial"));

    private final Sql sql;
    private final JdbcDevices devices;

    JdbcEpochs(Sql sql) {
        this.sql = sql;
        this.devices = new JdbcDevices(sql);
    }

    @Override
    public Optional<Due> next(Instant derivedBefore) {
        record Found(String key, long position) {}
        Optional<Found> found = sql.of(
                        "select d.device_key, (select max(position) from @event_identity i where i.device_id = d.id) as latest"
                                + " from @device d left join @epoch_derived e on e.device_id = d.id"
                                + " where (e.derived_at is null or e.derived_at < ?) and exists (select 1 from @event_identity i"
                                + " where i.device_id = d.id and i.position > coalesce(e.position, 0))"
                                + " order by coalesce(e.derived_at, 0), d.id limit 1")
                .param(derivedBefore.toEpochMilli())
                .query((row, number) -> new Found(row.getString("device_key"), row.getLong("latest")))
                .optional();
        return found.flatMap(
                one -> devices.find(DeviceKey.of(one.key())).map(device -> new Due(device, one.position())));
    }

    @Override
    public List<Anchor> anchors(int deviceId) {
        return sql.of("select serial_no, wall_clock from @event_identity where device_id = ? and serial_no is not null"
                        + " and month <> 0 and (relation is null or relation <> 'REPRINT')")
                .param(deviceId)
                .query((row, number) -> new Anchor(row.getLong(1), EventRow.wallClock(row.getLong(2))))
                .list();
    }

    @Override
    public void replace(Due due, List<Epoch> epochs, Instant now) {
        int device = due.device().id();
        sql.of("delete from @epoch where device_id = ?").param(device).update();
        Rows rows = new Rows(sql, COLUMNS);
        for (Epoch epoch : epochs) {
            rows.add(List.of(
                    device,
                    epochs.indexOf(epoch) + 1,
                    EventRow.wallClock(epoch.first().wallClock()),
                    epoch.first().serialNo(),
                    EventRow.wallClock(epoch.last().wallClock()),
                    epoch.last().serialNo(),
                    epoch.serials().first(),
                    epoch.serials().last()));
        }
        rows.insert("@epoch");
        sql.of("insert into @epoch_derived (device_id, position, derived_at) values (?, ?, ?)"
                        + " on conflict (device_id) do update set position = excluded.position,"
                        + " derived_at = excluded.derived_at")
                .params(List.of(device, due.position(), now.toEpochMilli()))
                .update();
    }

    @Override
    public Map<Integer, List<Epoch>> all() {
        Map<Integer, List<Epoch>> all = new HashMap<>();
        sql.of("select * from @epoch order by device_id, number")
                .each((ResultSet row) -> all.computeIfAbsent(row.getInt("device_id"), device -> new ArrayList<>())
                        .add(epoch(row)));
        return all;
    }

    private static Epoch epoch(ResultSet row) throws SQLException {
        return new Epoch(
                new Anchor(row.getLong("first_serial"), EventRow.wallClock(row.getLong("first_wall_clock"))),
                new Anchor(row.getLong("last_serial"), EventRow.wallClock(row.getLong("last_wall_clock"))),
                new SerialRange(row.getLong("lowest_serial"), row.getLong("highest_serial")));
    }

    @Override
    public Map<Integer, Long> reprints() {
        Map<Integer, Long> reprints = new HashMap<>();
        sql.of("select device_id, count(*) from @event_identity where relation = 'REPRINT' group by device_id")
                .each((ResultSet row) -> reprints.put(row.getInt(1), row.getLong(2)));
        return reprints;
    }
}
