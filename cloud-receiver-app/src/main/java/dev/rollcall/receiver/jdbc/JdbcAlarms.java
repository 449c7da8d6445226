package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.Alarm;
import dev.rollcall.receiver.store.AlarmLog;
import java.time.Instant;
import java.util.List;

/** The alarms in SQL. */
final class JdbcAlarms implements AlarmLog {

    private final Sql sql;

    JdbcAlarms(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void raise(int deviceId, String kind, String subject, String detail, Instant now) {
        sql.of("insert into @alarm as a (device_id, kind, subject, detail, raised_at, last_at, times)"
                        + " values (?, ?, ?, ?, ?, ?, 1) on conflict (device_id, kind, subject)"
                        + " do update set detail = excluded.detail, last_at = excluded.last_at, times = a.times + 1")
                .param(deviceId)
                .param(kind)
                .param(subject)
                .param(detail)
                .param(now.toEpochMilli())
                .param(now.toEpochMilli())
                .update();
    }

    @Override
    public List<Alarm> latest(int limit) {
        return sql.of("select * from @alarm order by last_at desc, id desc limit ?")
                .param(limit)
                .query((row, number) -> new Alarm(
                        row.getInt("device_id"),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("detail"),
                        Columns.instant(row, "raised_at"),
                        Columns.instant(row, "last_at"),
                        row.getInt("times")))
                .list();
    }
}
