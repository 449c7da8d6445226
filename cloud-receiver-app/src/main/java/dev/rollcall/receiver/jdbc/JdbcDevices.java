package dev.rollcall.receiver.jdbc;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.DeviceRegister;
import dev.rollcall.receiver.store.DeviceReport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The devices in SQL. */
final class JdbcDevices implements DeviceRegister {

    private final Sql sql;

    JdbcDevices(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Device lock(DeviceKey key, Instant now) {
        Optional<Device> known = lockKnown(key);
        if (known.isPresent()) {
            return known.get();
        }
        insert(key, false, now);
        return lockKnown(key).orElseThrow();
    }

    @Override
    public Optional<Device> lockKnown(DeviceKey key) {
        return sql
                .ask("select * from @device where device_key = ?#lock", List.of(key.value()), JdbcDevices::device)
                .stream()
                .findFirst();
    }

    @Override
    public long newOnes() {
        return sql.of("select count(*) from @device where acknowledged = ?")
                .param(false)
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<Device> find(DeviceKey key) {
        return sql.of("select * from @device where device_key = ?")
                .param(key.value())
                .query(JdbcDevices::device)
                .optional();
    }

    @Override
    public Optional<Device> find(int id) {
        return sql.of("select * from @device where id = ?")
                .param(id)
                .query(JdbcDevices::device)
                .optional();
    }

    @Override
    public List<Device> all() {
        return sql.of("select * from @device order by device_key")
                .query(JdbcDevices::device)
                .list();
    }

    @Override
    public Device add(DeviceKey key, String name, @Nullable String mac, @Nullable String zone, Instant now) {
        insert(key, true, now);
        sql.of("update @device set name = ?, name_given = ?, acknowledged = ?, mac = coalesce(?, mac),"
                        + " zone = coalesce(?, zone) where device_key = ?")
                .param(name)
                .param(true)
                .param(true)
                .param(mac)
                .param(zone)
                .param(key.value())
                .update();
        return find(key).orElseThrow();
    }

    @Override
    public void report(int id, DeviceReport report) {
        sql.of("update @device set name = case when name_given = ? then name else coalesce(?, name) end,"
                        + " model = coalesce(?, model), firmware = coalesce(?, firmware),"
                        + " reported_zone = coalesce(?, reported_zone), clock_offset = coalesce(?, clock_offset)"
                        + " where id = ?")
                .param(true)
                .param(report.name())
                .param(report.model())
                .param(report.firmware())
                .param(report.zone())
                .param(report.clockOffset())
                .param(id)
                .update();
    }

    @Override
    public void sawBy(int id, Channel channel, Instant at) {
        long millis = at.toEpochMilli();
        if (sql.isDue("device " + id + " " + channel, millis)) {
            sql.later(
                    "insert into @device_channel as c (device_id, channel, last_seen) values (?, ?, ?)"
                            + " on conflict (device_id, channel) do update set last_seen ="
                            + " case when excluded.last_seen > c.last_seen then excluded.last_seen else c.last_seen end",
                    List.of(id, channel.name(), millis));
        }
    }

    @Override
    public Map<Integer, Map<Channel, Instant>> lastSeen() {
        Map<Integer, Map<Channel, Instant>> seen = new HashMap<>();
        sql.of("select device_id, channel, last_seen from @device_channel").each((ResultSet row) -> {
            seen.computeIfAbsent(row.getInt("device_id"), device -> new EnumMap<>(Channel.class))
                    .put(Channel.valueOf(row.getString("channel")), Columns.instant(row, "last_seen"));
        });
        return seen;
    }

    @Override
    public Optional<String> postedMac(int id) {
        return sql.of("select posted_mac from @device where id = ? and posted_mac is not null")
                .param(id)
                .query(String.class)
                .optional();
    }

    @Override
    public void notePostedMac(int id, String mac) {
        sql.of("update @device set posted_mac = ? where id = ? and posted_mac is null")
                .params(List.of(mac, id))
                .update();
    }

    @Override
    public void keepHeartbeat(int id, @Nullable String contentType, byte[] body, Instant at) {
        sql.of("insert into @device_heartbeat as h (device_id, content_type, body, received_at) values (?, ?, ?, ?)"
                        + " on conflict (device_id) do update set content_type = excluded.content_type,"
                        + " body = excluded.body, received_at = excluded.received_at"
                        + " where excluded.received_at >= h.received_at")
                .param(id)
                .param(contentType)
                .param(body)
                .param(at.toEpochMilli())
                .update();
    }

    private void insert(DeviceKey key, boolean acknowledged, Instant now) {
        sql.of("insert into @device (device_key, name_given, acknowledged, created_at) values (?, ?, ?, ?)"
                        + " on conflict do nothing")
                .param(key.value())
                .param(false)
                .param(acknowledged)
                .param(now.toEpochMilli())
                .update();
    }

    private static Device device(ResultSet row, int number) throws SQLException {
        return new Device(
                row.getInt("id"),
                DeviceKey.of(row.getString("device_key")),
                row.getString("name"),
                row.getString("mac"),
                row.getString("zone"),
                row.getString("reported_zone"),
                row.getString("model"),
                row.getString("firmware"),
                Columns.real(row, "clock_offset"),
                row.getBoolean("acknowledged"),
                Columns.instant(row, "created_at"));
    }
}
