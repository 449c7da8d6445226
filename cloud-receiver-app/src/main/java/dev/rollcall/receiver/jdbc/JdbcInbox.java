package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.store.InboxShelf;
import dev.rollcall.receiver.store.ParkedBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The posted bodies in SQL. */
final class JdbcInbox implements InboxShelf {

    private static final List<Column> COLUMNS = List.of(
            Column.integer("device_id"),
            Column.text("content_type"),
            Column.bytes("body"),
            Column.bool("truncated"),
            Column.text("peer"),
            Column.number("received_at"),
            Column.text("state"),
            Column.integer("translated"),
            Column.integer("ignored"),
            Column.integer("parked"),
            Column.text("reason"));

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
    public void addAll(List<InboxItem> items) {
        Rows rows = new Rows(sql, COLUMNS);
        items.forEach(item -> rows.add(row(item, item.contentType(), item.peer(), InboxResult.State.RECEIVED, null)));
        rows.insert("@inbox");
    }

    @Override
    public void addParked(InboxItem item, String reason) {
        Rows rows = new Rows(sql, COLUMNS);
        rows.add(row(item, null, null, InboxResult.State.PARKED, reason));
        rows.insert("@inbox");
    }

    private static List<@Nullable Object> row(
            InboxItem item,
            @Nullable String contentType,
            @Nullable String peer,
            InboxResult.State state,
            @Nullable String reason) {
        return Arrays.asList(
                item.deviceId(),
                contentType,
                item.body(),
                item.truncated(),
                peer,
                item.receivedAt().toEpochMilli(),
                state.name(),
                0,
                0,
                state == InboxResult.State.PARKED ? 1 : 0,
                reason);
    }

    @Override
    public List<InboxItem> stillReceived(List<InboxItem> items) {
        Set<Long> still = new HashSet<>(sql.forEach(
                "select id from @inbox where state = 'RECEIVED' and id in (#in)",
                List.of(),
                items.stream().map(InboxItem::id).toList(),
                statement -> statement.query(Long.class).list()));
        return items.stream().filter(item -> still.contains(item.id())).toList();
    }

    @Override
    public List<InboxItem> received(int limit) {
        return sql.of("select * from @inbox where state = 'RECEIVED' order by id limit ?")
                .param(limit)
                .query(JdbcInbox::item)
                .list();
    }

    @Override
    public void settle(InboxItem item, InboxResult result) {
        sql.later(
                "update @inbox set state = ?, translated = ?, ignored = ?, parked = ?, reason = ?"
                        + " where device_id = ? and id = ?",
                Arrays.asList(
                        result.state().name(),
                        result.translated(),
                        result.ignored(),
                        result.parked(),
                        result.reason(),
                        item.deviceId(),
                        item.id()));
    }

    @Override
    public void remove(InboxItem item) {
        sql.of("delete from @inbox where device_id = ? and id = ?")
                .param(item.deviceId())
                .param(item.id())
                .update();
    }

    @Override
    public int replayFor(String version, Instant now) {
        int isNew = sql.of("insert into @inbox_replay (version, replayed_at) values (?, ?) on conflict do nothing")
                .param(version)
                .param(now.toEpochMilli())
                .update();
        return isNew == 0 ? 0 : replayParked();
    }

    @Override
    public int replayParked() {
        return sql.of("update @inbox set state = 'RECEIVED' where state = 'PARKED'")
                .update();
    }

    @Override
    public List<ParkedBody> parked(int limit) {
        return sql.of("select id, device_id, received_at, length(body) as bytes, reason from @inbox"
                        + " where state = 'PARKED' order by id desc limit ?")
                .param(limit)
                .query((row, number) -> new ParkedBody(
                        row.getLong("id"),
                        row.getInt("device_id"),
                        Columns.instant(row, "received_at"),
                        row.getInt("bytes"),
                        row.getString("reason")))
                .list();
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
