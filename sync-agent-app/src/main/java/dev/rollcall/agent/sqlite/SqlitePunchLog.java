package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.PunchLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through the events in pieces, each a transaction of its own, so that a long export holds up no writer. */
final class SqlitePunchLog implements PunchLog {

    static final String NEXT = "select e.*, o.state as outbox_state, " + Ledger.EXPECTED
            + " from event e left join outbox o on o.event = e.seq"
            + " where e.device = ?1 and (e.wall_clock, e.seq) > (?2, ?3) and e.wall_clock < ?4"
            + " and (?5 = 0 or e.kind not in ('DENIED', 'NOT_A_PUNCH')) order by e.wall_clock, e.seq limit ?6";

    private static final String BEFORE_ALL = "";
    private static final String AFTER_ALL = "~";

    private final Database database;

    SqlitePunchLog(Database database) {
        this.database = database;
    }

    @Override
    public List<Device> devices() {
        return database.transaction(session -> Statements.list(
                session,
                rows -> new Device(rows.getString("key"), rows.getString("name")),
                "select key, name from device order by name, key"));
    }

    @Override
    public List<Entry> next(Range range, @Nullable Entry after, int limit) {
        String first = range.from() == null ? BEFORE_ALL : EventRows.wall(range.from());
        return database.transaction(session -> Statements.list(
                session,
                SqlitePunchLog::entry,
                NEXT,
                range.device(),
                after == null
                        ? first
                        : EventRows.wall(after.seen().event().time().wallClock()),
                after == null ? -1L : after.seq(),
                range.to() == null ? AFTER_ALL : EventRows.wall(range.to()),
                range.punchesOnly() ? 1 : 0,
                limit));
    }

    private static Entry entry(ResultSet rows) throws SQLException {
        StoredRow row = StoredRow.of(rows);
        if (!row.isAsWritten(rows.getBytes("expected"))) {
            throw new JournalException("Event " + row.seq()
                    + " of the journal is not what was written there, and nothing is told by it. Run"
                    + " 'verify': it sets the event aside and reads it from the terminal again. Then try again, and check"
                    + " the disk of this computer.");
        }
        return new Entry(row.seq(), row.id().hex(), row.observation(), rows.getString("outbox_state"));
    }
}
