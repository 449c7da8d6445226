package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.sqlite.HourTallies.Kind;
import dev.rollcall.agent.sqlite.HourTallies.Place;
import dev.rollcall.attendance.reconcile.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts all rows and puts that in place of the tallies that are kept, a thousand rows at a time, inside a transaction of the caller. */
final class TallyRecount {

    private static final int ROWS = 1_000;

    private final Session session;
    private final HourTallies counted;

    TallyRecount(Session session) {
        this.session = session;
        this.counted = new HourTallies(session);
    }

    /** Counts; returns how many hours were kept otherwise. */
    int run() throws SQLException {
        countEvents();
        countPruned();
        int differing = differing(counted.gathered(), kept(session, null));
        Statements.update(session, "delete from tally_due");
        if (differing > 0) {
            Statements.update(session, "delete from hour_tally");
            counted.write();
        }
        return differing;
    }

    /** Returns the tallies that are kept, of one device or of all. */
    static Map<Place, Tally> kept(Session session, @Nullable String device) throws SQLException {
        Map<Place, Tally> kept = new TreeMap<>();
        Statements.list(
                session,
                rows -> kept.put(place(rows), tally(rows)),
                "select * from hour_tally where ?1 is null or device = ?1",
                device);
        return kept;
    }

    static Tally tally(ResultSet rows) throws SQLException {
        return new Tally(
                rows.getLong("events"),
                rows.getLong("lane0"),
                rows.getLong("lane1"),
                rows.getLong("lane2"),
                rows.getLong("lane3"));
    }

    private void countEvents() throws SQLException {
        long after = 0;
        List<Optional<CountedRow>> page;
        List<Long> seqs;
        do {
            long from = after;
            seqs = Statements.list(
                    session,
                    rows -> rows.getLong(1),
                    "select seq from event where seq > ? order by seq limit " + ROWS,
                    from);
            if (seqs.isEmpty()) {
                return;
            }
            after = seqs.get(seqs.size() - 1);
            page = Statements.list(
                    session,
                    TallyRecount::readable,
                    CountedRow.EVENTS + " where e.seq > ? and e.seq <= ?",
                    from,
                    after);
            page.forEach(this::count);
        } while (seqs.size() == ROWS);
    }

    private void countPruned() throws SQLException {
        byte[] after = new byte[0];
        List<byte[]> ids;
        do {
            byte[] from = after;
            ids = Statements.list(
                    session,
                    rows -> rows.getBytes(1),
                    "select id from pruned_event where id > ? order by id limit " + ROWS,
                    from);
            if (ids.isEmpty()) {
                return;
            }
            after = ids.get(ids.size() - 1);
            Statements.list(
                            session,
                            TallyRecount::readable,
                            CountedRow.PRUNED + " where p.id > ? and p.id <= ?",
                            from,
                            after)
                    .forEach(this::count);
        } while (ids.size() == ROWS);
    }

    /** A damaged row counts nothing; verifying the journal names it. */
    private static Optional<CountedRow> readable(ResultSet rows) throws SQLException {
        try {
            return Optional.of(CountedRow.of(rows));
        } catch (IllegalArgumentException | DateTimeException | NullPointerException damaged) {
            return Optional.empty();
        }
    }

    private void count(Optional<CountedRow> found) {
        found.ifPresent(row -> {
            counted.add(row.device(), Kind.JOURNAL, row.own());
            if (row.sent() != null) {
                counted.add(row.device(), Kind.SENT, row.sent());
            }
        });
    }

    private static int differing(Map<Place, Tally> counted, Map<Place, Tally> kept) {
        Map<Place, Tally> left = new TreeMap<>(kept);
        counted.forEach((place, tally) -> left.merge(place, Tally.ZERO.minus(tally), Tally::plus));
        return (int) left.values().stream().filter(tally -> !tally.isZero()).count();
    }

    private static Place place(ResultSet rows) throws SQLException {
        return new Place(
                rows.getString("device"),
                Kind.valueOf(rows.getString("kind").toUpperCase(Locale.ROOT)),
                rows.getString("hour"));
    }
}
