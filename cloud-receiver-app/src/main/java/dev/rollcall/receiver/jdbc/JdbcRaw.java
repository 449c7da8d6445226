package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.RawShelf;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

/** The devices' own bytes in SQL. Rows go by their keys, a bounded number at a time. */
final class JdbcRaw implements RawShelf {

    private final Sql sql;

    JdbcRaw(Sql sql) {
        this.sql = sql;
    }

    @Override
    public int eraseEvents(YearMonth before, int limit) {
        int end = before.getYear() * 100 + before.getMonthValue();
        for (int month : months(end)) {
            int erased = sql.of("delete from @event_raw where month = ? and (device_id, event_id) in"
                            + " (select device_id, event_id from @event_raw where month = ?"
                            + " order by device_id, event_id limit ?)")
                    .params(List.of(month, month, limit))
                    .update();
            if (erased > 0) {
                return erased;
            }
        }
        return 0;
    }

    /** Returns the months before this one that may have raw records, the earliest first. */
    private List<Integer> months(int end) {
        if (sql.dialect() == Dialect.SQLITE) {
            return sql
                    .of("select coalesce(min(month), 0) from @event_raw where month > 0 and month < ?")
                    .param(end)
                    .query(Integer.class)
                    .list()
                    .stream()
                    .filter(month -> month != Months.ODD)
                    .toList();
        }
        return Partitions.months(sql, "event_raw").stream()
                .filter(month -> month != Months.ODD && month < end)
                .sorted()
                .toList();
    }

    @Override
    public int eraseOddEvents(Instant receivedBefore, int limit) {
        return sql.of("delete from @event_raw where month = 0 and (device_id, event_id) in"
                        + " (select r.device_id, r.event_id from @event_raw r join @event e"
                        + " on e.device_id = r.device_id and e.month = 0 and e.id = r.event_id"
                        + " where r.month = 0 and e.received_at < ? limit ?)")
                .params(List.of(receivedBefore.toEpochMilli(), limit))
                .update();
    }

    @Override
    public int eraseVersions(Instant keptBefore, int limit) {
        return sql.of("update @event_version set raw = null where (device_id, event_id, content_digest) in"
                        + " (select v.device_id, v.event_id, v.content_digest from @event_version v"
                        + " where v.kept_at < ? and v.raw is not null and not exists (select 1 from @event_raw r"
                        + " where r.device_id = v.device_id and r.event_id = v.event_id) limit ?)")
                .params(List.of(keptBefore.toEpochMilli(), limit))
                .update();
    }

    @Override
    public int removeBodies(Instant receivedBefore, int limit) {
        return sql.of("delete from @inbox where (device_id, id) in (select device_id, id from @inbox"
                        + " where state in ('DONE', 'IGNORED') and received_at < ? order by received_at limit ?)")
                .params(List.of(receivedBefore.toEpochMilli(), limit))
                .update();
    }
}
