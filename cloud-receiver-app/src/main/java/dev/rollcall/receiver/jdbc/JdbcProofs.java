package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.ProofShelf;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What agents found, in SQL. */
final class JdbcProofs implements ProofShelf {

    static final String DAYS = "select day, told from @proof_day where device_id = ? and day >= ? and day < ?";

    private static final String KEY = "select public_key, private_key from @signing_key";

    private final Sql sql;

    JdbcProofs(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void keep(int deviceId, Told told) {
        sql.of("insert into @proof (device_id, agent, checked_at, received_at, told) values (?, ?, ?, ?, ?)"
                        + " on conflict (device_id) do update set agent = excluded.agent, checked_at = excluded.checked_at,"
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
    public void keepDay(int deviceId, LocalDate day, String told, Instant receivedAt) {
        sql.of(
                        "insert into @proof_day (device_id, day, told, received_at) values (?, ?, ?, ?)"
                                + " on conflict (device_id, day) do update set told = excluded.told, received_at = excluded.received_at")
                .params(Arrays.asList(deviceId, number(day), told, receivedAt.toEpochMilli()))
                .update();
    }

    @Override
    public Optional<Told> told(int deviceId) {
        return sql.of("select * from @proof where device_id = ?")
                .param(deviceId)
                .query((row, number) -> new Told(
                        row.getString("agent"),
                        Columns.instant(row, "checked_at"),
                        Columns.instant(row, "received_at"),
                        row.getString("told")))
                .optional();
    }

    @Override
    public SortedMap<LocalDate, String> days(int deviceId, @Nullable LocalDate from, @Nullable LocalDate to) {
        SortedMap<LocalDate, String> days = new TreeMap<>();
        sql.of(DAYS)
                .params(List.of(
                        deviceId,
                        from == null ? Integer.MIN_VALUE : number(from),
                        to == null ? Integer.MAX_VALUE : number(to)))
                .each(row -> days.put(LocalDate.ofEpochDay(row.getInt("day")), row.getString("told")));
        return days;
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
