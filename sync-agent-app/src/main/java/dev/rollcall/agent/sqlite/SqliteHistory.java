package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.Attempt;
import dev.rollcall.agent.journal.DeviceHistory;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how things have gone; writes nothing. */
final class SqliteHistory implements DeviceHistory {

    static final String LATEST_QUALITIES = """
            select time_quality, count(*) as events from (
              select time_quality from event where device = ? order by wall_clock desc limit 500) group by time_quality""";

    private final Database database;

    SqliteHistory(Database database) {
        this.database = database;
    }

    @Override
    public Past of(DeviceConfig device) {
        return database.transaction(session -> {
            Row known = Statements.first(
                    session,
                    rows -> new Row(rows.getString("key"), rows.getString("zone_problem")),
                    "select key, zone_problem from device where address = ? order by last_seen desc limit 1",
                    device.address());
            String key = known == null ? "" : known.key;
            return new Past(
                    attempt(session, device),
                    known == null ? null : known.zoneProblem,
                    qualities(session, key),
                    resets(session, key),
                    queue(session, key),
                    key.isEmpty() ? List.of() : SqliteBackfills.unfinished(session, key));
        });
    }

    static @Nullable Attempt attempt(Session session, DeviceConfig device) throws SQLException {
        return Statements.first(
                session,
                rows -> new Attempt(
                        Instant.parse(rows.getString("tried_at")),
                        Statements.instant(rows, "succeeded_at"),
                        rows.getString("kind"),
                        rows.getString("problem"),
                        Statements.instant(rows, "problem_since"),
                        rows.getInt("failures")),
                "select * from attempt where name = ? and address = ?",
                device.name(),
                device.address());
    }

    private static Map<String, Long> qualities(Session session, String key) throws SQLException {
        Map<String, Long> found = new LinkedHashMap<>();
        Statements.list(
                session,
                rows -> found.put(rows.getString("time_quality"), rows.getLong("events")),
                LATEST_QUALITIES,
                key);
        return found;
    }

    private static List<Instant> resets(Session session, String key) throws SQLException {
        return Statements.list(
                session,
                rows -> Instant.parse(rows.getString("noticed_at")),
                "select noticed_at from epoch where device = ? order by number desc",
                key);
    }

    private static Queue queue(Session session, String key) throws SQLException {
        Long oldest = Statements.first(
                session,
                rows -> rows.getLong("oldest"),
                "select coalesce(min(event), -1) as oldest from outbox where device = ? and state in ('waiting', 'claimed')",
                key);
        if (oldest == null || oldest < 0) {
            return Queue.EMPTY;
        }
        Queue found = Statements.first(
                session,
                rows -> new Queue(
                        Instant.parse(rows.getString("seen_at")),
                        Statements.instant(rows, "next_attempt"),
                        rows.getString("reason")),
                "select e.seen_at, o.next_attempt, o.reason from outbox o join event e on e.seq = o.event where o.event = ?",
                oldest);
        return found == null ? Queue.EMPTY : found;
    }

    private record Row(String key, @Nullable String zoneProblem) {}
}
