package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.Attempt;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalHealth;
import dev.rollcall.agent.journal.PasswordLatch;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.Checkpoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads facts; writes nothing. */
final class SqliteFacts implements JournalFacts {

    private static final int SHOWN_ALARMS = 5;

    private final Database database;
    private final PasswordLatch latch;

    /**
     * Creates facts.
     *
     * @param latch the one that is written to, which also remembers the slow hashes of passwords
     */
    SqliteFacts(Database database, PasswordLatch latch) {
        this.database = database;
        this.latch = latch;
    }

    @Override
    public DeviceFacts device(DeviceConfig device) {
        var refusals = latch.refusals(device);
        return database.transaction(session -> {
            DeviceRow row = Statements.first(
                    session,
                    DeviceRow::of,
                    "select * from device where address = ? order by last_seen desc limit 1",
                    device.address());
            DeviceRow known = row == null ? DeviceRow.UNKNOWN : row;
            String key = known.key == null ? "" : known.key;
            Attempt attempt = SqliteHistory.attempt(session, device);
            Checkpoint checkpoint = key.isEmpty() ? null : Checkpoints.read(session, DeviceKey.of(key));
            return new DeviceFacts(
                    known.key,
                    known.model,
                    known.firmware,
                    known.zone,
                    known.clockOffset,
                    known.lastRead,
                    checkpoint == null ? null : checkpoint.position(),
                    attempt == null ? known.lastProblem : attempt.problem(),
                    Statements.count(session, "select count(*) from event where device = ?", key),
                    Statements.count(
                            session,
                            "select count(*) from outbox where device = ? and state in ('waiting', 'claimed')",
                            key),
                    Statements.count(
                            session, "select count(*) from outbox where device = ? and state = 'blocked'", key),
                    Statements.count(
                            session,
                            "select count(*) from quarantine where device = ? and accepted_at is null and "
                                    + QuarantineRows.OF_LOG,
                            key),
                    Statements.count(
                            session,
                            "select count(*) from contradiction c join event e on e.seq = c.event where e.device = ?",
                            key),
                    refusals,
                    alarms(session, device.name()),
                    LogRows.facts(session, key, checkpoint));
        });
    }

    @Override
    public Backlog backlog() {
        return database.transaction(session -> new Backlog(
                Statements.count(session, "select count(*) from outbox where state in ('waiting', 'claimed')"),
                Statements.count(session, "select count(*) from outbox where state = 'blocked'"),
                Statements.count(session, "select count(*) from outbox where state = 'settled'")));
    }

    @Override
    public List<BlockedEvent> blocked(int limit) {
        return database.transaction(session -> Statements.list(
                session,
                rows -> new BlockedEvent(rows.getString("id"), rows.getString("device"), rows.getString("reason")),
                "select e.id, o.device, o.reason from outbox o join event e on e.seq = o.event where o.state = 'blocked'"
                        + " order by o.event limit ?",
                limit));
    }

    @Override
    public JournalHealth health() {
        return database.transaction(SqliteHealth::read);
    }

    @Override
    public @Nullable String remembered(Fact fact) {
        return database.find(session -> Meta.get(session, fact));
    }

    @Override
    public Set<String> alarmed(String kind) {
        return database.transaction(session -> Set.copyOf(Statements.list(
                session, rows -> rows.getString("subject"), "select subject from alarm where kind = ?", kind)));
    }

    private static List<Alarm> alarms(Session session, String subject) throws SQLException {
        return Statements.list(
                session,
                rows -> new Alarm(
                        rows.getString("kind"), rows.getString("text"), Instant.parse(rows.getString("raised_at"))),
                "select * from alarm where subject = ? order by raised_at desc limit ?",
                subject,
                SHOWN_ALARMS);
    }

    private record DeviceRow(
            @Nullable String key,
            @Nullable String model,
            @Nullable String firmware,
            @Nullable String zone,
            @Nullable Duration clockOffset,
            @Nullable Instant lastRead,
            @Nullable String lastProblem) {

        static final DeviceRow UNKNOWN = new DeviceRow(null, null, null, null, null, null, null);

        static DeviceRow of(ResultSet rows) throws SQLException {
            Long offset = Statements.number(rows, "clock_offset_ms");
            return new DeviceRow(
                    rows.getString("key"),
                    rows.getString("model"),
                    rows.getString("firmware"),
                    rows.getString("zone"),
                    offset == null ? null : Duration.ofMillis(offset),
                    Statements.instant(rows, "last_read"),
                    rows.getString("last_problem"));
        }
    }
}
