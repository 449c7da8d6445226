package dev.rollcall.agent.sqlite;

import dev.rollcall.attendance.event.AttendanceEvent;
import java.sql.SQLException;

/** Puts events into the outbox, inside a transaction of the caller. */
final class OutboxRows {

    static final String ENQUEUE = """
            insert into outbox (event, device, state) values (?, ?, 'waiting')
            on conflict (event) do update set state = 'waiting', attempts = 0, reason = null, next_attempt = null,
              batch = null""";

    private OutboxRows() {}

    /** Makes an event wait, anew if it was sent before; returns whether it is one that travels. */
    static boolean enqueue(Session session, long seq, AttendanceEvent event) throws SQLException {
        if (!event.category().goesToReceiver()) {
            return false;
        }
        Statements.update(session, "delete from sent_as where event = ?", seq);
        Statements.update(session, ENQUEUE, seq, event.device().value());
        return true;
    }

    /** Gives an event that should travel and has no right place a place to wait in. Sent twice it is known there. */
    static void replace(Session session, long event) throws SQLException {
        Statements.update(session, "delete from sent_as where event = ?", event);
        Statements.update(
                session,
                "insert or replace into outbox (event, device, state) select seq, device, 'waiting' from event where seq = ?",
                event);
    }
}
