package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalFacts.Alarm;
import dev.rollcall.agent.journal.JournalHealth;
import dev.rollcall.agent.journal.JournalHealth.DamagedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads how sound the journal is known to be, inside a transaction of the caller. */
final class SqliteHealth {

    /** Remembers when a verification of everything last ended. */
    static final String VERIFIED_AT = "verified-at";

    private static final int SHOWN = 20;

    private SqliteHealth() {}

    static JournalHealth read(Session session) throws SQLException {
        Ledger ledger = new Ledger(session);
        @Nullable String verifiedAt = Meta.get(session, VERIFIED_AT);
        return new JournalHealth(
                ledger.anchor().seq(),
                ledger.head().seq(),
                verifiedAt == null ? null : Instant.parse(verifiedAt),
                Statements.count(session, "select count(*) from damaged where healed_at is null"),
                Statements.count(session, "select count(*) from damaged where healed_at is null and unsent = 1"),
                Statements.list(
                        session,
                        SqliteHealth::damaged,
                        "select * from damaged where healed_at is null order by seq limit ?",
                        SHOWN),
                Statements.list(session, rows -> rows.getString(1), "select device from reread order by device"),
                Statements.count(session, "select coalesce(sum(events), 0) from tally"),
                Statements.list(
                        session,
                        rows -> new Alarm(
                                rows.getString("kind"),
                                rows.getString("text"),
                                Instant.parse(rows.getString("raised_at"))),
                        "select * from alarm where subject = ? order by raised_at desc",
                        Alarms.JOURNAL));
    }

    private static DamagedEvent damaged(ResultSet rows) throws SQLException {
        return new DamagedEvent(
                rows.getString("device"),
                Statements.number(rows, "serial_no"),
                rows.getString("wall_clock"),
                rows.getInt("unsent") == 1,
                rows.getString("reason"));
    }
}
