package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.Backfill;
import dev.rollcall.agent.journal.Backfills;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.attendance.event.DeviceKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The backfills in SQLite. */
final class SqliteBackfills implements Backfills {

    private final Database database;

    SqliteBackfills(Database database) {
        this.database = database;
    }

    @Override
    public Backfill begin(DeviceKey device, LocalDateTime from, @Nullable LocalDateTime to, Instant at) {
        String first = EventRows.wall(from);
        String last = to == null ? null : EventRows.wall(to);
        return database.transaction(session -> {
            Backfill open = Statements.first(
                    session,
                    SqliteBackfills::backfill,
                    "select * from backfill where device = ? and from_wall = ? and to_wall is ? and finished_at is null"
                            + " order by seq desc limit 1",
                    device.value(),
                    first,
                    last);
            if (open != null) {
                return open;
            }
            long id = Statements.insert(
                    session,
                    "insert into backfill (device, from_wall, to_wall, started_at, moved_at) values (?1, ?2, ?3, ?4, ?4)",
                    device.value(),
                    first,
                    last,
                    at);
            return new Backfill(id, device, from, to, null, PageTally.NONE);
        });
    }

    @Override
    public void reached(long id, LocalDateTime reached, PageTally tally, Instant at) {
        database.transaction(session -> Statements.update(
                session,
                """
                update backfill set reached = ?, journaled = ?, known = ?, ignored = ?, quarantined = ?, moved_at = ?
                where seq = ?""",
                EventRows.wall(reached),
                tally.journaled(),
                tally.known(),
                tally.ignored(),
                tally.quarantined(),
                at,
                id));
    }

    @Override
    public void finish(long id, Instant at) {
        database.transaction(
                session -> Statements.update(session, "update backfill set finished_at = ? where seq = ?", at, id));
    }

    @Override
    public List<Backfill> unfinished() {
        return database.transaction(session -> unfinished(session, null));
    }

    /** Returns the unfinished backfills, of one device or, for null, of all. */
    static List<Backfill> unfinished(Session session, @Nullable String device) throws SQLException {
        return Statements.list(
                session,
                SqliteBackfills::backfill,
                "select * from backfill where finished_at is null and (?1 is null or device = ?1) order by seq",
                device);
    }

    private static Backfill backfill(ResultSet rows) throws SQLException {
        return new Backfill(
                rows.getLong("seq"),
                DeviceKey.of(rows.getString("device")),
                LocalDateTime.parse(rows.getString("from_wall")),
                Statements.wallClock(rows, "to_wall"),
                Statements.wallClock(rows, "reached"),
                new PageTally(
                        rows.getLong("journaled"),
                        rows.getLong("known"),
                        rows.getLong("ignored"),
                        rows.getLong("quarantined"),
                        0,
                        0));
    }
}
