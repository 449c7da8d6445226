package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.Keeping;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.reconcile.TalliedEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers events that the journal does not have and writes them at once, inside a transaction of the caller: each of the three
 * tables is filled in one go instead of the three in turn for each event.
 */
final class NewEvents {

    private static final String INSERT = """
            insert into event (seq, id, device, serial_no, wall_clock, time_text, printed_offset, occurred_at, zone, time_quality,
              major, minor, employee_no, card_no, name, kind, verify_method, door, reader, category, channel, seen_at,
              clock_offset_ms, confirmed, digest, raw)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Session session;
    private final Ledger ledger;
    private final HourTallies tallies;
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private final List<String> travelling = new ArrayList<>();

    NewEvents(Session session, Ledger ledger, HourTallies tallies) {
        this.session = session;
        this.ledger = ledger;
        this.tallies = tallies;
    }

    /** Takes an event up; returns whether it is one that travels. */
    boolean add(EventId id, Observation seen) {
        boolean travels = seen.event().category().goesToReceiver();
        Observation kept = Keeping.of(seen);
        TalliedEvent counted = TalliedEvent.of(kept.event(), id);
        rows.add(EventRows.values(counted.key(), kept));
        tallies.add(kept.event().device().value(), HourTallies.Kind.JOURNAL, counted);
        travelling.add(travels ? seen.event().device().value() : "");
        return travels;
    }

    /** Writes what was gathered, in its order: rows, their entries in the ledger, their places in the outbox. */
    void write() throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        long before = Statements.count(session, "select coalesce(max(seq), 0) from event");
        // Where the last rows were removed their numbers are given again.
        Statements.update(session, "update device set last_read_event = ?1 where last_read_event > ?1", before);
        PreparedStatement insert = session.prepared(INSERT);
        long seq = before;
        for (@Nullable Object[] row : rows) {
            seq++;
            insert.setLong(1, seq);
            for (int column = 0; column < row.length; column++) {
                insert.setObject(column + 2, row[column]);
            }
            insert.addBatch();
        }
        insert.executeBatch();
        ledger.enterNew(before + 1, rows.stream().map(RowDigest::ofValues).toList());
        enqueue(before);
        rows.clear();
        travelling.clear();
    }

    private void enqueue(long before) throws SQLException {
        PreparedStatement enqueue = session.prepared(OutboxRows.ENQUEUE);
        long seq = before;
        boolean any = false;
        for (String device : travelling) {
            seq++;
            if (!device.isEmpty()) {
                enqueue.setLong(1, seq);
                enqueue.setString(2, device);
                enqueue.addBatch();
                any = true;
            }
        }
        if (any) {
            enqueue.executeBatch();
        }
    }
}
