package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.store.InboxShelf;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The posted bodies in SQL. */
final class JdbcInbox implements InboxShelf {

    private final Sql sql;

    JdbcInbox(Sql sql) {
        this.sql = sql;
    }

    @Override
    public long add(InboxItem item) {
        return sql.of("insert into @inbox (device_id, content_type, body, truncated, peer, received_at, state,"
                        + " translated, ignored, parked) values (?, ?, ?, ?, ?, ?, ?, 0, 0, 0) returning id")
                .param(item.deviceId())
                .param(item.contentType())
                .param(item.body())
                .param(item.truncated())
                .param(item.peer())
                .param(item.receivedAt().toEpochMilli())
                .param(InboxResult.State.RECEIVED.name())
                .query(Long.class)
                .single();
    }

    @Override
    public List<InboxItem> received(int limit) {
        return sql.of("select * from @inbox where state = 'RECEIVED' order by id limit ?")
                .param(limit)
                .query(JdbcInbox::item)
                .list();
    }

    @Override
    public void settle(long id, InboxResult result) {
        sql.of("update @inbox set state = ?, translated = ?, ignored = ?, parked = ?, reason = ? where id = ?")
                .param(result.state().name())
                .param(result.translated())
                .param(result.ignored())
                .param(result.parked())
                .param(result.reason())
                .param(id)
                .update();
    }

    @Override
    public void remove(long id) {
        sql.of("delete from @inbox where id = ?").param(id).update();
    }

    @Override
    public Map<InboxResult.State, Long> counts() {
        Map<InboxResult.State, Long> counts = new EnumMap<>(InboxResult.State.class);
        sql.of("select state, count(*) from @inbox group by state").each((ResultSet row) -> {
            counts.put(InboxResult.State.valueOf(row.getString(1)), row.getLong(2));
        });
        return counts;
    }

    @Override
    public List<InboxResult> latestResults(int limit) {
        return sql.of("select * from @inbox where state <> 'RECEIVED' order by id desc limit ?")
                .param(limit)
                .query(JdbcInbox::result)
                .list();
    }

    private static InboxItem item(ResultSet row, int number) throws SQLException {
        return new InboxItem(
                row.getLong("id"),
                row.getInt("device_id"),
                row.getString("content_type"),
                row.getBytes("body"),
                row.getBoolean("truncated"),
                row.getString("peer"),
                Columns.instant(row, "received_at"));
    }

    private static InboxResult result(ResultSet row, int number) throws SQLException {
        return new InboxResult(
                InboxResult.State.valueOf(row.getString("state")),
                row.getInt("translated"),
                row.getInt("ignored"),
                row.getInt("parked"),
                row.getString("reason"));
    }
}
