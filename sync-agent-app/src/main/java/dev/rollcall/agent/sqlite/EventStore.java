package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.Keeping;
import dev.rollcall.agent.sqlite.HourTallies.Kind;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.Recognition;
import dev.rollcall.attendance.identity.Relation;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.attendance.reconcile.TalliedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recognises observations and writes what that comes to, inside a transaction of the caller. */
final class EventStore {

    /**
     * What an observation was to the journal.
     *
     * @param confirmed whether what was known by news only is known of the log from now on
     */
    record Entry(boolean isNew, boolean enqueued, boolean contradicts, boolean confirmed) {

        Entry(boolean isNew, boolean enqueued, boolean contradicts) {
            this(isNew, enqueued, contradicts, false);
        }
    }

    static final String BY_ID = "select e.*, " + Ledger.EXPECTED + " from event e where e.id = ?1 union select e.*, "
            + Ledger.EXPECTED + " from event e join alias a on a.event = e.seq where a.id = ?1";

    static final String BY_SERIAL = "select e.*, " + Ledger.EXPECTED
            + " from event e where device = ? and serial_no = ? and wall_clock between ? and ? and major = ? and minor = ?";

    static final String BY_TIME = "select e.*, " + Ledger.EXPECTED
            + " from event e where device = ? and wall_clock = ? and major = ? and minor = ?";

    /** The cross join keeps SQLite from walking through all events of the device to look for the few re-prints. */
    static final String BY_REPRINT = "select e.*, " + Ledger.EXPECTED
            + " from reprint r cross join event e on e.seq = r.event"
            + " where r.wall_clock = ? and e.device = ? and e.major = ? and e.minor = ?";

    private final Session session;
    private final Ledger ledger;
    private final PrunedEvents pruned;
    private final DamagedRows damaged;
    private final HourTallies tallies;

    EventStore(Session session) {
        this.session = session;
        this.ledger = new Ledger(session);
        this.pruned = new PrunedEvents(session);
        this.damaged = new DamagedRows(session, ledger);
        this.tallies = new HourTallies(session);
    }

    Entry add(Observation seen) throws SQLException {
        return add(seen, candidates(seen));
    }

    /** Adds observations of which {@link FirstSight} tells that they have no candidates, not even among themselves. */
    List<Entry> addUnseen(List<Observation> seen) throws SQLException {
        NewEvents events = new NewEvents(session, ledger, tallies);
        List<Entry> entries = new ArrayList<>();
        for (Observation each : seen) {
            EventId id = EventIdentity.idOf(each.event());
            boolean known = pruned.knows(id, each.event());
            entries.add(new Entry(!known, !known && events.add(id, each), false));
            if (!known) {
                damaged.heal(id, each);
            }
        }
        events.write();
        return entries;
    }

    private Entry add(Observation seen, List<StoredEvent> candidates) throws SQLException {
        Recognition recognition = Recognition.of(seen.event(), seen.channel().confirms(), candidates);
        if (recognition instanceof Recognition.Known known) {
            return addKnown(seen, known);
        }
        EventId id = ((Recognition.New) recognition).id();
        if (pruned.knows(id, seen.event())) {
            return new Entry(false, false, false);
        }
        NewEvents one = new NewEvents(session, ledger, tallies);
        boolean travels = one.add(id, seen);
        one.write();
        damaged.heal(id, seen);
        return new Entry(true, travels, false);
    }

    private Entry addKnown(Observation seen, Recognition.Known known) throws SQLException {
        long seq = seqOf(known.publicId());
        for (EventId absorbed : known.absorbed()) {
            absorb(seqOf(absorbed), absorbed, seq);
        }
        if (!known.alias().equals(known.publicId())) {
            adoptAlias(session, known.alias().hex(), seq);
        }
        if (known.relation() == Relation.REPRINT) {
            recordReprint(seq, seen);
        }
        if (known.contradiction()) {
            keepOtherVersion(seq, seen, known);
        }
        boolean enqueued = false;
        boolean teaches = known.relation() == Relation.SERIAL_MISSING
                || !known.absorbed().isEmpty()
                || !Keeping.isOnlyPlace(known.version());
        if (known.changed() && teaches) {
            countAgain(seq, known.version());
            EventRows.update(session, seq, known.version());
            enqueued = OutboxRows.enqueue(session, seq, known.version());
        }
        int confirmed = seen.channel().confirms()
                ? Statements.update(session, "update event set confirmed = 1 where seq = ? and confirmed = 0", seq)
                : 0;
        if (known.changed() || confirmed > 0) {
            ledger.enterChanged(seq);
        }
        return new Entry(false, enqueued, known.contradiction(), confirmed > 0);
    }

    /** Writes what was counted; to be called once nothing more is added. */
    void finish() throws SQLException {
        tallies.write();
    }

    /** Counts a version in place of the row's. An acknowledged one is sent again, and counts as acknowledged when it is. */
    private void countAgain(long seq, AttendanceEvent version) throws SQLException {
        CountedRow row = uncount(seq);
        if (row != null) {
            tallies.add(
                    row.device(),
                    Kind.JOURNAL,
                    TalliedEvent.of(version, row.own().key().id()));
        }
    }

    private @Nullable CountedRow uncount(long seq) throws SQLException {
        CountedRow row = Statements.first(session, CountedRow::of, CountedRow.EVENTS + " where e.seq = ?", seq);
        if (row != null) {
            tallies.takeAway(row.device(), Kind.JOURNAL, row.own());
            if (row.sent() != null) {
                tallies.takeAway(row.device(), Kind.SENT, row.sent());
            }
        }
        return row;
    }

    /** Makes another id lead to an event, unless it leads somewhere already. */
    static void adoptAlias(Session session, String id, long event) throws SQLException {
        Statements.update(
                session,
                "insert into alias (id, event) select ?1, ?2 where not exists (select 1 from event where id = ?1)"
                        + " on conflict do nothing",
                id,
                event);
    }

    private void absorb(long from, EventId id, long into) throws SQLException {
        Statements.update(session, "update alias set event = ? where event = ?", into, from);
        Statements.update(session, "update or ignore reprint set event = ? where event = ?", into, from);
        Statements.update(session, "update or ignore contradiction set event = ? where event = ?", into, from);
        uncount(from);
        EventRows.remove(session, ledger, from, LedgerEntry.Kind.ABSORBED);
        adoptAlias(session, id.hex(), into);
    }

    private void recordReprint(long seq, Observation seen) throws SQLException {
        Statements.update(
                session,
                "insert into reprint (event, wall_clock, seen_at) values (?, ?, ?) on conflict do nothing",
                seq,
                EventRows.wall(seen.event().time().wallClock()),
                seen.seenAt());
    }

    /** Keeps the version that does not count: the one seen now, or the stored one if it must give way. */
    private void keepOtherVersion(long seq, Observation seen, Recognition.Known known) throws SQLException {
        Observation stored = Statements.first(
                session, rows -> StoredRow.of(rows).observation(), "select * from event where seq = ?", seq);
        Observation other = known.changed() && stored != null ? stored : seen;
        AttendanceEvent event = other.event();
        Statements.update(
                session,
                """
                insert into contradiction (event, digest, wall_clock, major, minor, employee_no, channel, seen_at, raw)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                seq,
                EventIdentity.digestOf(event).hex(),
                EventRows.wall(event.time().wallClock()),
                event.major(),
                event.minor(),
                Statements.text(event.employeeNo()),
                other.channel().name(),
                other.seenAt(),
                other.raw().toByteArray());
        if (known.changed()) {
            Statements.update(
                    session,
                    "update event set raw = ?, channel = ?, seen_at = ? where seq = ?",
                    seen.raw().toByteArray(),
                    seen.channel().name(),
                    seen.seenAt(),
                    seq);
        }
    }

    List<StoredEvent> candidates(Observation seen) throws SQLException {
        AttendanceEvent event = seen.event();
        Candidates found = new Candidates(seen);
        String device = event.device().value();
        LocalDateTime wallClock = event.time().wallClock();
        String second = EventRows.wall(wallClock);
        found.add(BY_ID, EventIdentity.idOf(event).hex());
        if (event.serialNo() != null) {
            String from = EventRows.wall(wallClock.minusHours(Recognition.candidateHours()));
            String to = EventRows.wall(wallClock.plusHours(Recognition.candidateHours()));
            found.add(BY_SERIAL, device, event.serialNo(), from, to, event.major(), event.minor());
        }
        String serialMissing = event.serialNo() == null ? "" : " and serial_no is null";
        found.add(BY_TIME + serialMissing, device, second, event.major(), event.minor());
        found.add(BY_REPRINT, second, device, event.major(), event.minor());
        return List.copyOf(found.bySeq.values());
    }

    private List<LocalDateTime> reprints(long seq) throws SQLException {
        return Statements.list(
                session,
                rows -> LocalDateTime.parse(rows.getString("wall_clock")),
                "select wall_clock from reprint where event = ?",
                seq);
    }

    private long seqOf(EventId id) throws SQLException {
        Long seq =
                Statements.first(session, rows -> rows.getLong("seq"), "select seq from event where id = ?", id.hex());
        if (seq == null) {
            throw new IllegalStateException("event " + id + " was recognised but is not in the journal");
        }
        return seq;
    }

    /** Stored events that may be the one seen. What is not as it was written is set aside instead, so that nothing is built on it. */
    private final class Candidates {

        private final Observation seen;
        private final Map<Long, StoredEvent> bySeq = new LinkedHashMap<>();

        Candidates(Observation seen) {
            this.seen = seen;
        }

        void add(String sql, Object... values) throws SQLException {
            for (Row row : Statements.list(session, Row::of, sql, values)) {
                if (row.content() == null) {
                    damaged.setAside(row.seq(), DamagedRows.OTHER_CONTENT, seen.seenAt());
                } else if (!bySeq.containsKey(row.seq())) {
                    bySeq.put(row.seq(), row.content().withReprints(row.seq(), reprints(row.seq())));
                }
            }
        }
    }

    /** A row as read; without content if it is not what was written. */
    private record Row(long seq, @Nullable Content content) {

        static Row of(ResultSet rows) throws SQLException {
            StoredRow row = StoredRow.of(rows);
            return new Row(row.seq(), row.isAsWritten(rows.getBytes("expected")) ? Content.of(row) : null);
        }
    }

    private record Content(EventId id, AttendanceEvent event, boolean confirmed) {

        static Content of(StoredRow row) {
            return new Content(row.id(), row.event(), row.confirmed());
        }

        StoredEvent withReprints(long seq, List<LocalDateTime> reprints) {
            return new StoredEvent(seq, id, event, confirmed, reprints);
        }
    }
}
