package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.ProofShelf;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What agents found, in SQL. */
final class JdbcProofs implements ProofShelf {

    static final String DAYS =
            "select * from @proof_day where device_id = ? and day >= ? and day < ? order by day, agent";

    static final String MARK = "select day from @proof_mark where device_id = ?";

    private static final String LOWER = "update @proof_mark set day = ? where device_id = ? and day > ?";

    private static final String KEY = "select public_key, private_key from @signing_key";

    private final Sql sql;

    JdbcProofs(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void keep(int deviceId, Told told) {
        sql.of("insert into @proof (device_id, agent, checked_at, received_at, told) values (?, ?, ?, ?, ?)"
                        + " on conflict (device_id, agent) do update set checked_at = excluded.checked_at,"
                        + " received_at = excluded.received_at, told = excluded.told")
                .params(List.of(
                        deviceId,
                        told.agent(),
                        told.checkedAt().toEpochMilli(),
                        told.receivedAt().toEpochMilli(),
                        told.told()))
                .update();
    }

    @Override
    public void keepDay(int deviceId, LocalDate day, Told told) {
        sql.of("insert into @proof_day (device_id, day, agent, checked_at, received_at, told) values (?, ?, ?, ?, ?, ?)"
                        + " on conflict (device_id, day, agent) do update set checked_at = excluded.checked_at,"
                        + " received_at = excluded.received_at, told = excluded.told")
                .params(List.of(
                        deviceId,
                        number(day),
                        told.agent(),
                        told.checkedAt().toEpochMilli(),
                        told.receivedAt().toEpochMilli(),
                        told.told()))
                .update();
        lower(sql, deviceId, day);
    }

    @Override
    public List<Told> told(int deviceId) {
        return sql.of("select * from @proof where device_id = ? order by agent")
                .param(deviceId)
                .query((row, number) -> told(row))
                .list();
    }

    @Override
    public SortedMap<LocalDate, List<Told>> days(int deviceId, @Nullable LocalDate from, @Nullable LocalDate to) {
        SortedMap<LocalDate, List<Told>> days = new TreeMap<>();
        sql.of(DAYS)
                .params(List.of(
                        deviceId,
                        from == null ? Integer.MIN_VALUE : number(from),
                        to == null ? Integer.MAX_VALUE : number(to)))
                .each(row -> days.computeIfAbsent(LocalDate.ofEpochDay(row.getInt("day")), none -> new ArrayList<>())
                        .add(told(row)));
        return days;
    }

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                row.getString("agent"),
                Columns.instant(row, "checked_at"),
                Columns.instant(row, "received_at"),
                row.getString("told"));
    }

    @Override
    public Optional<LocalDate> firstDay(int deviceId, @Nullable LocalDate from) {
        return sql.of("select min(day) as earliest from @proof_day where device_id = ? and day >= ?")
                .params(List.of(deviceId, from == null ? Integer.MIN_VALUE : number(from)))
                .query((row, number) -> Optional.ofNullable(Columns.integer(row, "earliest")))
                .single()
                .map(LocalDate::ofEpochDay);
    }

    @Override
    public void proved(int deviceId, @Nullable LocalDate before) {
        if (before == null) {
            sql.of("delete from @proof_mark where device_id = ?")
                    .param(deviceId)
                    .update();
        } else {
            sql.of("insert into @proof_mark (device_id, day) values (?, ?)"
                            + " on conflict (device_id) do update set day = excluded.day")
                    .params(List.of(deviceId, number(before)))
                    .update();
        }
    }

    @Override
    public Optional<LocalDate> provedBefore(int deviceId) {
        return sql.of(MARK)
                .param(deviceId)
                .query((row, number) -> LocalDate.ofEpochDay(row.getInt("day")))
                .optional();
    }

    /** Notes that something of a day changed: no later day is known to have only complete ones before it. */
    static void lower(Sql sql, int deviceId, LocalDate day) {
        sql.later(LOWER, List.of(number(day), deviceId, number(day)));
    }

    @Override
    public KeyPair signingKey(KeyPair proposed, Instant now) {
        return signingKey().orElseGet(() -> {
            sql.of("insert into @signing_key (one, public_key, private_key, created_at) values (1, ?, ?, ?)"
                            + " on conflict do nothing")
                    .params(List.of(proposed.publicKey(), proposed.privateKey(), now.toEpochMilli()))
                    .update();
            return signingKey().orElseThrow();
        });
    }

    @Override
    public Optional<KeyPair> signingKey() {
        return sql.of(KEY)
                .query((row, number) -> new KeyPair(row.getBytes("public_key"), row.getBytes("private_key")))
                .optional();
    }

    private static int number(LocalDate day) {
        return Math.toIntExact(day.toEpochDay());
    }
}
