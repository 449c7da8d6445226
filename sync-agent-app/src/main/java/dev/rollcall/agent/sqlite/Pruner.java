package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.sqlite.LedgerEntry.Kind;
import dev.rollcall.agent.sqlite.LedgerEntry.Position;
import dev.rollcall.agent.sqlite.LedgerWalk.Step;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prunes what was delivered long ago, a stretch of rows in each transaction, and then what the ledger says of it. */
final class Pruner {

    static final String STRETCH =
            "select e.*, " + Ledger.EXPECTED + ", o.state as o_state, o.settled_at as o_settled_at"
                    + " from event e left join outbox o on o.event = e.seq where e.seq > ? order by e.seq limit ?";

    static final String OLD_PASSES = """
            delete from pass where seq in (
              select seq from pass where ended_at < ? and seq < (select max(seq) from pass) order by ended_at limit ?)""";

    /** A stretch of the ledger goes if at most every so manieth entry in it is still needed, and is entered again. */
    private static final int NEEDED_SHARE = 20;

    private final Database database;
    private long reached;

    Pruner(Database database) {
        this.database = database;
    }

    synchronized boolean prune(Duration keep, Instant now, int rows) {
        return database.transaction(session -> {
            Instant trusted = DeviceClocks.trusted(session, now);
            if (trusted == null) {
                return false;
            }
            PruneRule rule = new PruneRule(trusted.minus(keep));
            List<PruneRow> stretch =
                    Statements.list(session, found -> PruneRow.of(found, rule), STRETCH, reached, rows);
            boolean pruned = remove(session, stretch, now);
            compact(session, rows);
            Statements.update(session, OLD_PASSES, rule.before(), rows);
            Statements.update(session, QuarantineRows.OLD_SCRAPS, rule.before(), rows);
            AlarmTerms.end(session, trusted);
            boolean more =
                    stretch.size() == rows && (pruned || stretch.get(rows - 1).isOld());
            reached = more ? stretch.get(rows - 1).seq() : 0;
            return more;
        });
    }

    private static boolean remove(Session session, List<PruneRow> stretch, Instant now) throws SQLException {
        Ledger ledger = new Ledger(session);
        DamagedRows damaged = new DamagedRows(session, ledger);
        Tallies tallies = new Tallies(session);
        boolean any = false;
        for (PruneRow row : stretch) {
            if (row.verdict() == PruneRow.Verdict.DAMAGED) {
                damaged.setAside(row.seq(), DamagedRows.OTHER_CONTENT, now);
            } else if (row.verdict() == PruneRow.Verdict.GOES) {
                tallies.add(row);
                remove(session, ledger, row.seq());
                any = true;
            }
        }
        tallies.write();
        return any;
    }

    private static void remove(Session session, Ledger ledger, long seq) throws SQLException {
        CountedRow counted = Statements.first(session, CountedRow::of, CountedRow.EVENTS + " where e.seq = ?", seq);
        if (counted != null) {
            counted.prune(session);
        }
        for (String id :
                Statements.list(session, rows -> rows.getString(1), "select id from alias where event = ?", seq)) {
            Statements.update(
                    session,
                    "insert or ignore into pruned select ?, device, null, wall_clock, major, minor from event where seq = ?",
                    PrunedEvents.blob(id),
                    seq);
        }
        String id = Statements.first(session, rows -> rows.getString(1), "select id from event where seq = ?", seq);
        if (id != null) {
            Statements.update(
                    session,
                    "insert or ignore into pruned select ?, device, serial_no, wall_clock, major, minor from event where seq = ?",
                    PrunedEvents.blob(id),
                    seq);
        }
        EventRows.remove(session, ledger, seq, Kind.PRUNED);
    }

    /** Lets the oldest verified stretch of the ledger go if next to nothing in it is needed any more. */
    private static void compact(Session session, int entries) throws SQLException {
        Ledger ledger = new Ledger(session);
        Step step = LedgerWalk.step(session, ledger.base(), entries);
        Position end = step.reached();
        boolean sound = step.broken().isEmpty() && step.findings().isEmpty();
        if (!sound
                || step.entries() < entries
                || end.seq() > ledger.anchor().seq()
                || step.rows() * NEEDED_SHARE > entries) {
            return;
        }
        for (LedgerEntry entry : Statements.list(
                session, LedgerEntry::of, "select * from ledger where seq <= ? order by seq", end.seq())) {
            @Nullable LedgerEntry latest = ledger.latest(entry.event());
            if (latest != null && latest.seq() == entry.seq() && entry.isLive()) {
                ledger.enter(entry.event(), Kind.KEPT, entry.digest());
            }
        }
        Statements.update(session, "delete from ledger where seq <= ?", end.seq());
        ledger.moveBase(end);
    }
}
