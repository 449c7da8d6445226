package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.LogBook;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.TimeQuality;
import dev.rollcall.attendance.window.LostTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times of which nobody can say what was logged, as rows, inside a transaction of the caller. */
final class LostTimeRows {

    private LostTimeRows() {}

    static List<LostTime> all(Session session, String device) throws SQLException {
        return Statements.list(
                session, LostTimeRows::time, "select * from lost_time where device = ? order by not_before", device);
    }

    static int keep(Session session, DeviceKey device, List<LostTime> times) throws SQLException {
        Statements.update(session, "delete from lost_time where device = ?", device.value());
        for (LostTime time : times) {
            Statements.update(
                    session,
                    """
                    insert into lost_time (device, not_before, not_after, noticed_at) values (?, ?, ?, ?)
                    on conflict (device, not_before) do update set not_after = excluded.not_after,
                      noticed_at = excluded.noticed_at""",
                    device.value(),
                    time.notBefore().toString(),
                    Statements.text(time.notAfter()),
                    time.noticedAt());
        }
        return times.size();
    }

    static @Nullable LocalDateTime latestRead(Session session, DeviceKey device, @Nullable LocalDateTime before)
            throws SQLException {
        String end = before == null ? "9" : EventRows.wall(before);
        LocalDateTime live = wallClock(session, """
                select max(wall_clock) from (
                  select * from (select wall_clock from event where device = ?1 and confirmed = 1 and time_quality <> ?2
                    and wall_clock < ?3 and seen_at <= (select last_read from device where key = ?1)
                    order by wall_clock desc limit 1)
                  union all select max(r.wall_clock) from reprint r cross join event e on e.seq = r.event
                    where e.device = ?1 and e.confirmed = 1 and e.time_quality <> ?2 and r.wall_clock < ?3
                      and e.seen_at <= (select last_read from device where key = ?1))""", device.value(), TimeQuality.IMPLAUSIBLE.name(), end);
        LocalDateTime pruned = wallClock(
                session,
                "select max(wall_clock) from pruned_event where device = ? and wall_clock < ? and wall_clock >= ?",
                device.value(),
                end,
                EventRows.wall(EventTime.CLOCKS_WERE_SET_BY));
        return LogBook.later(live, pruned, before);
    }

    private static @Nullable LocalDateTime wallClock(Session session, String query, @Nullable Object... values)
            throws SQLException {
        return Statements.list(session, rows -> Optional.ofNullable(rows.getString(1)), query, values).stream()
                .flatMap(Optional::stream)
                .map(LocalDateTime::parse)
                .findFirst()
                .orElse(null);
    }

    private static LostTime time(ResultSet rows) throws SQLException {
        String notAfter = rows.getString("not_after");
        return new LostTime(
                LocalDateTime.parse(rows.getString("not_before")),
                notAfter == null ? null : LocalDateTime.parse(notAfter),
                Instant.parse(rows.getString("noticed_at")));
    }
}
