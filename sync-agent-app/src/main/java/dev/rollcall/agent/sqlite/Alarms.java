package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalHealth;
import java.sql.SQLException;
import java.time.Instant;

/** Notes what a person should know of the journal itself, inside a transaction of the caller. */
final class Alarms {

    /** The subject of alarms about the journal and the computer it lies on. */
    static final String JOURNAL = JournalHealth.SUBJECT;

    private Alarms() {}

    static void raise(Session session, String kind, String text, Instant at) throws SQLException {
        raise(session, kind, JOURNAL, text, at);
    }

    static int raise(Session session, String kind, String subject, String text, Instant at) throws SQLException {
        return Statements.update(session, """
                insert into alarm (kind, subject, text, raised_at) values (?, ?, ?, ?)
                on conflict (kind, subject) do update set text = excluded.text, raised_at = excluded.raised_at""", kind, subject, text, at);
    }
}
