package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.LogFacts;
import dev.rollcall.agent.journal.NotUnderstood;
import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.agent.sqlite.HourTallies.Kind;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.Recognition;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.State;
import dev.rollcall.attendance.reconcile.Tally;
import dev.rollcall.attendance.reconcile.TallySheet;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialRange;
import dev.rollcall.attendance.window.SerialSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tallies of the journal in SQLite. */
final class SqliteTallyBook implements TallyBook {

    static final String KEPT = "select * from hour_tally where device = ? and kind = ?";

    /** A re-print counts at the receiver up to 26 hours from where it stands here. */
    static final String SENT_AROUND = CountedRow.EVENTS
            + " where e.device = ? and e.wall_clock >= ? and e.wall_clock < ? and o.state = 'settled'";

    static final String PRUNED_AROUND = CountedRow.PRUNED
            + " where p.device = ? and p.wall_clock >= ? and p.wall_clock < ? and p.sent_id is not null";

    private static final String PRUNED_AS = CountedRow.PRUNED + " where p.sent_id = ?";

    private static final String UNDELIVERED = """
            select o.state, e.id, e.serial_no, e.wall_clock from outbox o join event e on e.seq = o.event
              where o.device = ? and o.state <> 'settled' order by e.seq""";

    private final Database database;

    SqliteTallyBook(Database database) {
        this.database = database;
    }

    @Override
    public TallySheet journal(DeviceKey device) {
        return sheet(device, Kind.JOURNAL);
    }

    @Override
    public TallySheet sent(DeviceKey device) {
        return sheet(device, Kind.SENT);
    }

    @Override
    public List<Sent> sentEvents(DeviceKey device, LocalDateTime hour) {
        String from = EventRows.wall(hour.minusHours(Recognition.candidateHours()));
        String to = EventRows.wall(hour.plusHours(Recognition.candidateHours() + 1));
        return database.transaction(session -> {
            List<Sent> keys = new ArrayList<>();
            for (String around : List.of(SENT_AROUND, PRUNED_AROUND)) {
                for (CountedRow row : Statements.list(session, CountedRow::of, around, device.value(), from, to)) {
                    if (row.sent() != null && row.sent().hour().equals(hour)) {
                        keys.add(new Sent(row.sent().key(), row(row)));
                    }
                }
            }
            return keys;
        });
    }

    @Override
    public List<SerialGap> gaps(DeviceKey device) {
        return database.transaction(session -> LogRows.gaps(session, device.value()));
    }

    @Override
    public boolean isLostTime(DeviceKey device, LocalDateTime wallClock) {
        return database.transaction(session -> LostTimeRows.all(session, device.value())).stream()
                .anyMatch(time -> time.covers(wallClock));
    }

    @Override
    public void noteElsewhere(DeviceKey device, SerialGap gap, SerialSet elsewhere) {
        database.transaction(session -> LogRows.part(session, device, gap, elsewhere));
    }

    @Override
    public List<SerialGap> unresolvedGaps(DeviceKey device) {
        return database.transaction(
                session -> LogRows.gaps(session, device.value(), LogRows.epoch(session, device)).stream()
                        .filter(gap -> gap.kind() == SerialGap.Kind.DELETED)
                        .toList());
    }

    @Override
    public List<Row> rows(DeviceKey device, LocalDateTime from, LocalDateTime to) {
        return database.transaction(session -> {
            List<Row> rows = new ArrayList<>();
            for (String query : List.of(
                    CountedRow.EVENTS + " where e.device = ? and e.wall_clock >= ? and e.wall_clock < ?",
                    CountedRow.PRUNED + " where p.device = ? and p.wall_clock >= ? and p.wall_clock < ?")) {
                Statements.list(
                                session,
                                CountedRow::of,
                                query,
                                device.value(),
                                EventRows.wall(from),
                                EventRows.wall(to))
                        .forEach(row -> rows.add(row(row)));
            }
            return rows;
        });
    }

    @Override
    public List<Seen> sights(List<Observation> records) {
        return database.transaction(session -> {
            EventStore events = new EventStore(session);
            PrunedEvents pruned = new PrunedEvents(session);
            List<Seen> seen = new ArrayList<>();
            for (Observation record : records) {
                seen.add(sight(events, pruned, record));
            }
            return seen;
        });
    }

    private static Seen sight(EventStore events, PrunedEvents pruned, Observation record) throws SQLException {
        Recognition recognition = Recognition.of(record.event(), true, events.candidates(record));
        if (recognition instanceof Recognition.Known known) {
            return new Seen(known.contradiction() ? Sight.OTHER : Sight.SAME, known.publicId());
        }
        EventId id = ((Recognition.New) recognition).id();
        return new Seen(pruned.knows(id, record.event()) ? Sight.SAME : Sight.NEW, id);
    }

    @Override
    public List<Finding> undelivered(DeviceKey device) {
        return database.transaction(
                session -> Statements.list(session, SqliteTallyBook::undelivered, UNDELIVERED, device.value()));
    }

    @Override
    public List<Finding> damaged(DeviceKey device, Instant since) {
        return database.transaction(
                session -> Statements.list(session, SqliteTallyBook::damaged, """
                select id, serial_no, wall_clock, healed_at from damaged where id is not null and (device is null or device = ?)
                  and (healed_at is null or noticed_at >= ?) order by seq""", device.value(), since));
    }

    @Override
    public List<SerialRange> covered(DeviceKey device) {
        return database.transaction(session ->
                CoveredRows.newest(session, device.value(), LogRows.epoch(session, device), LogFacts.COVERED_TOLD));
    }

    @Override
    public List<NotUnderstood> notUnderstood(DeviceKey device) {
        return database.transaction(session -> QuarantineRows.ofLog(session, device));
    }

    @Override
    public boolean knows(EventId id) {
        return database.transaction(
                session -> Statements.count(session, """
                        select exists (select 1 from event where id = ?1) or exists (select 1 from alias where id = ?1)
                          or exists (select 1 from pruned where id = ?2) or exists (select 1 from pruned_event where sent_id = ?2)""", id.hex(), PrunedEvents.blob(id.hex())) > 0);
    }

    @Override
    public @Nullable LocalDateTime beginning(DeviceKey device) {
        return database.find(session -> DatedRows.beginning(session, device));
    }

    @Override
    public @Nullable Long lowestSerial(DeviceKey device) {
        return database.find(session -> LogRows.epoch(session, device) > 1
                ? null
                : CoveredRows.of(session, device, 1).lowest());
    }

    @Override
    public Again sendAgain(DeviceKey device, Collection<EventId> storedAs) {
        return database.transaction(session -> {
            HourTallies tallies = new HourTallies(session);
            List<Row> pruned = new ArrayList<>();
            int queued = 0;
            for (EventId id : storedAs) {
                List<CountedRow> held = Statements.list(
                        session,
                        CountedRow::of,
                        CountedRow.EVENTS + " where o.stored_as = ? and o.state = 'settled'",
                        id.hex());
                for (CountedRow row : held) {
                    tallies.takeAway(row.device(), Kind.SENT, Objects.requireNonNull(row.sent()));
                    OutboxRows.replace(session, row.seq());
                    queued++;
                }
                if (held.isEmpty()) {
                    Statements.list(session, CountedRow::of, PRUNED_AS, PrunedEvents.blob(id.hex()))
                            .forEach(row -> pruned.add(row(row)));
                }
            }
            tallies.write();
            return new Again(queued, pruned);
        });
    }

    @Override
    public void forget(EventId pruned, EventId shownAs) {
        database.transaction(session -> {
            HourTallies tallies = new HourTallies(session);
            byte[] id = PrunedEvents.blob(pruned.hex());
            for (CountedRow row : Statements.list(session, CountedRow::of, CountedRow.PRUNED + " where p.id = ?", id)) {
                tallies.takeAway(row.device(), Kind.JOURNAL, row.own());
                if (row.sent() != null) {
                    tallies.takeAway(row.device(), Kind.SENT, row.sent());
                    byte[] there = PrunedEvents.blob(row.sent().key().id().hex());
                    Statements.update(session, "delete from pruned where id = ?", there);
                }
                Statements.update(session, "delete from pruned_event where id = ?", id);
            }
            tallies.write();
            return Statements.update(
                    session, "delete from pruned where id in (?, ?)", id, PrunedEvents.blob(shownAs.hex()));
        });
    }

    @Override
    public List<DeviceKey> acknowledged() {
        return database.transaction(session -> Statements.list(
                session,
                rows -> DeviceKey.of(rows.getString(1)),
                "select distinct device from hour_tally where kind = ? and events > 0 order by device",
                Kind.SENT.text()));
    }

    @Override
    public List<DeviceKey> devices() {
        return database.transaction(session -> Statements.list(
                session, rows -> DeviceKey.of(rows.getString("key")), "select key from device order by key"));
    }

    @Override
    public @Nullable String nameOf(DeviceKey device) {
        return database.find(session -> Statements.first(
                session, rows -> rows.getString("name"), "select name from device where key = ?", device.value()));
    }

    @Override
    public int recount() {
        return database.transaction(session -> new TallyRecount(session).run());
    }

    @Override
    public void recountIfDue() {
        database.transaction(session ->
                Statements.count(session, "select count(*) from tally_due") > 0 ? new TallyRecount(session).run() : 0);
    }

    @Override
    public int setAsideUnwritten(Instant now) {
        return database.transaction(session -> {
            DamagedRows damaged = new DamagedRows(session, new Ledger(session));
            List<Long> unwritten = Statements.list(
                    session,
                    rows -> rows.getLong(1),
                    "select seq from event e where not exists (select 1 from ledger l where l.event = e.seq)");
            for (Long seq : unwritten) {
                damaged.setAside(seq, "nobody of ours wrote it", now);
                // Nothing is missing without it.
                Statements.update(session, "update damaged set healed_at = ? where event = ?", now, seq);
            }
            return unwritten.size();
        });
    }

    @Override
    public void resolveGap(DeviceKey device, SerialRange gap, SerialGap.Kind kind) {
        database.transaction(session -> Statements.update(
                session,
                "update gap set kind = ? where device = ? and epoch = ? and first_serial = ? and last_serial = ?",
                kind.name(),
                device.value(),
                LogRows.epoch(session, device),
                gap.first(),
                gap.last()));
    }

    @Override
    public SortedMap<LocalDate, String> proofs(DeviceKey device) {
        return database.transaction(session -> DayProofRows.all(session, device));
    }

    @Override
    public Map<LocalDate, Instant> proofsKeptAt(DeviceKey device) {
        return database.transaction(session -> DayProofRows.keptAt(session, device));
    }

    @Override
    public SortedMap<LocalDate, String> untold(DeviceKey device) {
        return database.transaction(session -> DayProofRows.untold(session, device));
    }

    @Override
    public void keepProofs(DeviceKey device, SortedMap<LocalDate, String> proofs, Instant at) {
        database.transaction(session -> DayProofRows.keep(session, device, proofs, at));
    }

    @Override
    public void told(DeviceKey device, Collection<LocalDate> days) {
        database.transaction(session -> DayProofRows.markTold(session, device, days));
    }

    private TallySheet sheet(DeviceKey device, Kind kind) {
        return database.transaction(session -> {
            Map<LocalDateTime, Tally> hours = new TreeMap<>();
            Statements.list(
                    session,
                    rows -> hours.put(TallySheet.hourNamed(rows.getString("hour")), TallyRecount.tally(rows)),
                    KEPT,
                    device.value(),
                    kind.text());
            return TallySheet.of(hours);
        });
    }

    private static Row row(CountedRow row) {
        return new Row(row.own().key().id(), row.serialNo(), row.own().wallClock());
    }

    private static Finding undelivered(ResultSet rows) throws SQLException {
        boolean blocked = rows.getString("state").equals("blocked");
        return new Finding(
                blocked ? Finding.Kind.BLOCKED : Finding.Kind.WAITING,
                EventId.of(rows.getString("id")),
                Statements.number(rows, "serial_no"),
                null,
                LocalDateTime.parse(rows.getString("wall_clock")),
                State.OPEN);
    }

    private static Finding damaged(ResultSet rows) throws SQLException {
        String id = rows.getString("id");
        return new Finding(
                Finding.Kind.DAMAGED_IN_JOURNAL,
                SqliteOutbox.isId(id) ? EventId.of(id) : null,
                Statements.number(rows, "serial_no"),
                null,
                wallClock(rows.getString("wall_clock")),
                rows.getString("healed_at") == null ? State.OPEN : State.REPAIRED);
    }

    /** What stands in a damaged row may be no time. */
    private static @Nullable LocalDateTime wallClock(@Nullable String text) {
        try {
            return text == null ? null : LocalDateTime.parse(text);
        } catch (DateTimeException damaged) {
            return null;
        }
    }
}
