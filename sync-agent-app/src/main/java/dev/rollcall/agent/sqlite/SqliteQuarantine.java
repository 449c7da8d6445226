package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.Acceptance;
import dev.rollcall.agent.journal.HeldRecord;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.journal.Quarantine;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.journal.RecordContext;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.RawRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The quarantine in SQLite. */
final class SqliteQuarantine implements Quarantine {

    private static final String SELECT =
            "select q.*, d.name as device_name from quarantine q join device d on d.key = q.device ";

    private final Database database;

    SqliteQuarantine(Database database) {
        this.database = database;
    }

    @Override
    public List<HeldRecord> held(long after, int limit) {
        return database.transaction(session -> Statements.list(
                session, SqliteQuarantine::held, SELECT + "where q.seq > ? order by q.seq limit ?", after, limit));
    }

    @Override
    public @Nullable HeldRecord find(long id) {
        return database.find(
                session -> Statements.first(session, SqliteQuarantine::held, SELECT + "where q.seq = ?", id));
    }

    @Override
    public PageTally release(HeldRecord held, List<Observation> observations) {
        return database.transaction(session -> {
            EventStore events = new EventStore(session);
            PageTally tally = new PageTally(0, 0, observations.isEmpty() ? 1 : 0, 0, 0, 0);
            for (Observation observation : observations) {
                tally = tally.plus(PageRows.tallyOf(events.add(observation)));
            }
            events.finish();
            Statements.update(session, "delete from quarantine where seq = ?", held.id());
            return tally;
        });
    }

    @Override
    public void keep(long id, String reason) {
        database.transaction(
                session -> Statements.update(session, "update quarantine set reason = ? where seq = ?", reason, id));
    }

    @Override
    public boolean accept(long id, Acceptance acceptance) {
        return database.transaction(session -> Statements.update(
                        session,
                        "update quarantine set accepted_at = ?, accepted_by = ?, accepted_why = ? where seq = ?",
                        acceptance.at(),
                        acceptance.who(),
                        acceptance.why(),
                        id))
                > 0;
    }

    @Override
    public List<Dropped> dropped() {
        return database.transaction(
                session -> Statements.list(
                        session,
                        rows -> new Dropped(
                                rows.getString("name"),
                                rows.getLong("records"),
                                Instant.parse(rows.getString("last_at"))),
                        "select d.name, q.records, q.last_at from quarantine_dropped q join device d on d.key = q.device order by d.name"));
    }

    private static HeldRecord held(ResultSet rows) throws SQLException {
        Long offset = Statements.number(rows, "clock_offset_ms");
        RecordContext context = new RecordContext(
                rows.getString("configured_zone"),
                rows.getString("reported_zone"),
                offset == null ? null : new ClockOffset(Duration.ofMillis(offset)),
                Channel.valueOf(rows.getString("channel")));
        return new HeldRecord(
                rows.getLong("seq"),
                DeviceKey.of(rows.getString("device")),
                rows.getString("device_name"),
                rows.getString("digest"),
                Instant.parse(rows.getString("seen_at")),
                new QuarantinedRecord(
                        rows.getString("reason"),
                        RawRecord.of(rows.getBytes("raw")),
                        context,
                        Statements.number(rows, "serial_no"),
                        QuarantineRows.bounds(rows)),
                acceptance(rows));
    }

    private static @Nullable Acceptance acceptance(ResultSet rows) throws SQLException {
        String at = rows.getString("accepted_at");
        return at == null
                ? null
                : new Acceptance(Instant.parse(at), rows.getString("accepted_by"), rows.getString("accepted_why"));
    }
}
