package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.AcceptedLoss;
import dev.rollcall.agent.journal.DeviceSight;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.LogLosses;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.LogProof;
import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.attendance.window.RingWatch;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The journal in SQLite. */
final class SqliteJournal implements Journal {

    private final Database database;
    private final InstantSource clock;

    SqliteJournal(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public @Nullable DeviceKey meet(DeviceSight sight) {
        return database.find(session -> {
            String before = Statements.first(
                    session,
                    rows -> rows.getString("key"),
                    "select key from device where address = ? order by last_seen desc limit 1",
                    sight.address());
            writeDevice(session, sight);
            forgetLaterSights(session, sight);
            return before == null || before.equals(sight.key().value()) ? null : DeviceKey.of(before);
        });
    }

    @Override
    public long beginPass(DeviceKey device, String reason, Instant startedAt) {
        return database.transaction(session -> Statements.insert(
                session,
                "insert into pass (device, reason, started_at) values (?, ?, ?)",
                device.value(),
                reason,
                startedAt));
    }

    @Override
    public List<PageTally> append(List<JournalPage> pages) {
        return database.transaction(session -> new PageRows(session).append(pages));
    }

    @Override
    public void endPass(
            long pass, DeviceKey device, @Nullable Checkpoint checkpoint, @Nullable String problem, Instant endedAt) {
        database.transaction(session -> {
            if (checkpoint != null) {
                if (problem == null) {
                    Rereads.passed(session, pass, device, checkpoint);
                }
                Checkpoints.write(session, device, checkpoint);
            }
            Statements.update(
                    session, "update pass set ended_at = ?, problem = ? where seq = ?", endedAt, problem, pass);
            if (problem == null && checkpoint != null) {
                Statements.update(
                        session,
                        "update device set last_read_event = (select coalesce(max(seq), 0) from event) where key = ?",
                        device.value());
            }
            return Statements.update(
                    session,
                    "update device set last_problem = ?1, last_read = case when ?1 is null then ?2 else last_read end where key = ?3",
                    problem,
                    endedAt,
                    device.value());
        });
    }

    @Override
    public @Nullable Checkpoint checkpoint(DeviceKey device) {
        return database.find(session -> {
            if (Checkpoints.isSound(session, device)) {
                return Rereads.goOnFrom(session, device);
            }
            Checkpoints.remove(session, device);
            String text = "The note of how far " + device + " was read is damaged; all it holds is read again.";
            Alarms.raise(session, "checkpoint-damage", text, clock.instant());
            Rereads.ask(session, device.value(), "a damaged checkpoint", clock.instant());
            return null;
        });
    }

    @Override
    public void raise(String kind, String subject, String text, Instant at) {
        database.transaction(session -> Alarms.raise(session, kind, subject, text, at));
    }

    @Override
    public void lower(String kind, String subject) {
        database.transaction(session ->
                Statements.update(session, "delete from alarm where kind = ? and subject = ?", kind, subject));
    }

    @Override
    public void lower(String kind, String subject, Instant raisedBefore) {
        database.transaction(session -> Statements.update(
                session,
                "delete from alarm where kind = ? and subject = ? and raised_at < ?",
                kind,
                subject,
                raisedBefore));
    }

    @Override
    public boolean wouldGrow(DeviceKey device, LogProof proof) {
        return database.transaction(
                session -> LogRows.book(session, device, proof).wouldGrow(proof));
    }

    @Override
    public List<SerialGap> gapsOfOthers(DeviceKey device, String name) {
        return database.transaction(session -> LogRows.gapsOfOthers(session, device, name));
    }

    @Override
    public List<SerialGap> settleGaps(DeviceKey device, @Nullable LogProof proof, Instant at) {
        return database.transaction(session -> LogRows.settle(session, device, proof, at));
    }

    @Override
    public void beginLog(DeviceKey device, @Nullable Anchor lastKnown, Instant noticedBy) {
        database.transaction(session -> {
            LogRows.beginEpoch(session, device, lastKnown, noticedBy);
            return device;
        });
    }

    @Override
    public int epoch(DeviceKey device) {
        return database.transaction(session -> LogRows.epoch(session, device));
    }

    @Override
    public @Nullable LocalDateTime beganAfter(DeviceKey device) {
        return database.find(session -> LogRows.beganAfter(session, device));
    }

    @Override
    public @Nullable Long highestCovered(DeviceKey device) {
        return database.find(session -> SerialSet.ofRanges(
                        CoveredRows.newest(session, device.value(), LogRows.epoch(session, device), 1))
                .highest());
    }

    @Override
    public List<LostTime> lostTimes(DeviceKey device) {
        return database.transaction(session -> LostTimeRows.all(session, device.value()));
    }

    @Override
    public void keepLostTimes(DeviceKey device, List<LostTime> times) {
        database.transaction(session -> LostTimeRows.keep(session, device, times));
    }

    @Override
    public LogLosses losses(DeviceKey device) {
        return database.transaction(session -> AcceptanceRows.losses(session, device.value()));
    }

    @Override
    public void accept(DeviceKey device, AcceptedLoss loss) {
        database.transaction(session -> AcceptanceRows.insert(session, device, loss));
    }

    @Override
    public @Nullable LocalDateTime latestRead(DeviceKey device, @Nullable LocalDateTime before) {
        return database.find(session -> DatedRows.latestRead(session, device, before));
    }

    @Override
    public @Nullable LocalDateTime earliestRead(DeviceKey device) {
        return database.find(session -> DatedRows.earliest(session, device));
    }

    @Override
    public boolean showedAnotherLog(DeviceKey device, LocalDateTime first, long highest) {
        return database.transaction(session -> DatedRows.showedAnotherLog(session, device, first, highest));
    }

    @Override
    public LocalDateTime latestPrint(DeviceKey device, LocalDateTime wallClock) {
        return database.transaction(session -> DatedRows.latestPrint(session, device, wallClock));
    }

    @Override
    public @Nullable RingWatch ring(String address) {
        return database.find(session -> LogRows.ring(session, address));
    }

    @Override
    public void keepRing(DeviceKey device, RingWatch ring, @Nullable Double fill) {
        database.transaction(session -> {
            LogRows.writeRing(session, device, ring, fill);
            return device;
        });
    }

    @Override
    public void keepFill(String address, @Nullable Double fill) {
        database.transaction(session -> {
            LogRows.writeFill(session, address, fill);
            return address;
        });
    }

    @Override
    public void remember(Fact fact, String value) {
        database.transaction(session -> {
            Meta.put(session, fact, value);
            return value;
        });
    }

    @Override
    public void forget(Fact fact) {
        database.transaction(session -> {
            Meta.remove(session, fact);
            return fact;
        });
    }

    @Override
    public String agentId() {
        return database.transaction(session -> {
            String known = Meta.get(session, Fact.AGENT_ID);
            if (known != null) {
                return known;
            }
            String made = UUID.randomUUID().toString();
            Meta.put(session, Fact.AGENT_ID, made);
            return made;
        });
    }

    @Override
    public void closePass(long pass, @Nullable String problem, Instant endedAt) {
        database.transaction(session -> Statements.update(
                session, "update pass set ended_at = ?, problem = ? where seq = ?", endedAt, problem, pass));
    }

    @Override
    public void attempted(DeviceConfig device, @Nullable String kind, @Nullable String problem, Instant at) {
        database.transaction(
                session -> Statements.update(session, """
                insert into attempt (name, address, tried_at, succeeded_at, kind, problem, problem_since, failures)
                values (?1, ?2, ?3, case when ?5 is null then ?3 end, ?4, ?5, case when ?5 is not null then ?3 end, ?5 is not null)
                on conflict (name, address) do update set tried_at = ?3, kind = ?4, problem = ?5,
                  succeeded_at = case when ?5 is null then ?3 else succeeded_at end,
                  problem_since = case when ?5 is null then null else coalesce(problem_since, ?3) end,
                  failures = case when ?5 is null then 0 else failures + 1 end""", device.name(), device.address(), at, kind, problem));
    }

    /** Whoever answers now was the last to answer, even if our clock was ahead when another device did. */
    private static void forgetLaterSights(Session session, DeviceSight sight) throws SQLException {
        Statements.update(
                session,
                "update device set last_seen = ?1 where address = ?2 and key <> ?3 and last_seen >= ?1",
                sight.at().minusSeconds(1),
                sight.address(),
                sight.key().value());
    }

    private static void writeDevice(Session session, DeviceSight sight) throws SQLException {
        Statements.update(
                session,
                """
                insert into device (key, name, address, model, firmware, zone, clock_offset_ms, first_seen, last_seen, zone_problem)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9)
                on conflict (key) do update set name = excluded.name, address = excluded.address, model = excluded.model,
                  firmware = excluded.firmware, zone = excluded.zone, clock_offset_ms = excluded.clock_offset_ms,
                  last_seen = excluded.last_seen, zone_problem = excluded.zone_problem""",
                sight.key().value(),
                sight.name(),
                sight.address(),
                sight.model(),
                sight.firmware(),
                sight.zone(),
                sight.clockOffset() == null ? null : sight.clockOffset().ahead().toMillis(),
                sight.at(),
                sight.zoneProblem());
    }
}
