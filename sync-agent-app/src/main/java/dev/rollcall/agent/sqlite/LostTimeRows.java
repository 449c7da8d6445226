package dev.rollcall.agent.sqlite;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.LostTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;

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

    private static LostTime time(ResultSet rows) throws SQLException {
        return new LostTime(
                LocalDateTime.parse(rows.getString("not_before")),
                Statements.wallClock(rows, "not_after"),
                Instant.parse(rows.getString("noticed_at")));
    }
}
