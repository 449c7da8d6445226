package dev.rollcall.agent.sqlite;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.identity.ContentDigest;
import dev.rollcall.attendance.reconcile.EventKey;
import dev.rollcall.attendance.reconcile.TalliedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A row of the journal as it is counted.
 *
 * @param seq      its number
 * @param device   its device
 * @param serialNo its serial number; null if it has none
 * @param own      as the journal has it
 * @param sent     as the receiver acknowledged it; null if it did not
 */
record CountedRow(
        long seq,
        String device,
        @Nullable Long serialNo,
        TalliedEvent own,
        @Nullable TalliedEvent sent) {

    /** Reads rows of events; ends before any condition. */
    static final String EVENTS = """
            select e.seq, e.device, e.serial_no, e.id, e.wall_clock, e.digest, o.state, o.stored_as,
              s.wall_clock as sent_wall, s.content as sent_content
            from event e left join outbox o on o.event = e.seq left join sent_as s on s.event = e.seq""";

    /** Reads what is left of pruned events, under the same names. */
    static final String PRUNED = """
            select 0 as seq, p.device, q.serial_no, lower(hex(p.id)) as id, p.wall_clock, lower(hex(p.content)) as digest,
              case when p.sent_id is null then null else 'settled' end as state, lower(hex(p.sent_id)) as stored_as,
              p.sent_wall, lower(hex(p.sent_content)) as sent_content
            from pruned_event p left join pruned q on q.id = p.id""";

    static CountedRow of(ResultSet rows) throws SQLException {
        String id = rows.getString("id");
        TalliedEvent own = event(rows.getString("wall_clock"), id, rows.getString("digest"));
        return new CountedRow(
                rows.getLong("seq"),
                rows.getString("device"),
                Statements.number(rows, "serial_no"),
                own,
                "settled".equals(rows.getString("state")) ? sent(rows, own) : null);
    }

    /** Notes that it is pruned, so that it stays counted. */
    void prune(Session session) throws SQLException {
        TalliedEvent there = sent == null ? own : sent;
        boolean otherTime = !there.wallClock().equals(own.wallClock());
        boolean otherContent = !there.key().content().equals(own.key().content());
        Statements.update(
                session,
                """
                insert or replace into pruned_event (id, device, wall_clock, content, sent_id, sent_wall, sent_content)
                values (?, ?, ?, ?, ?, ?, ?)""",
                PrunedEvents.blob(own.key().id().hex()),
                device,
                EventRows.wall(own.wallClock()),
                PrunedEvents.blob(own.key().content().hex()),
                sent == null ? null : PrunedEvents.blob(there.key().id().hex()),
                otherTime ? EventRows.wall(there.wallClock()) : null,
                otherContent ? PrunedEvents.blob(there.key().content().hex()) : null);
    }

    private static TalliedEvent sent(ResultSet rows, TalliedEvent own) throws SQLException {
        String storedAs = rows.getString("stored_as");
        String wallClock = rows.getString("sent_wall");
        String content = rows.getString("sent_content");
        return new TalliedEvent(
                wallClock == null ? own.wallClock() : IsoText.wallClock(wallClock),
                new EventKey(
                        SqliteOutbox.isId(storedAs)
                                ? EventId.of(storedAs)
                                : own.key().id(),
                        content == null || content.isEmpty() ? own.key().content() : new ContentDigest(content)));
    }

    private static TalliedEvent event(String wallClock, String id, String content) {
        return new TalliedEvent(IsoText.wallClock(wallClock), new EventKey(EventId.of(id), new ContentDigest(content)));
    }
}
