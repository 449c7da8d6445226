package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.schedule.Holdback;
import dev.rollcall.agent.schedule.Holdbacks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Holdbacks as rows. */
final class SqliteHoldbacks implements Holdbacks {

    private final Database database;

    SqliteHoldbacks(Database database) {
        this.database = database;
    }

    @Override
    public @Nullable Holdback of(String subject) {
        return database.find(session -> Statements.first(
                session,
                rows -> new Holdback(
                        rows.getInt("failures"),
                        Instant.parse(rows.getString("since")),
                        Instant.parse(rows.getString("until")),
                        rows.getString("reason")),
                "select * from holdback where subject = ?",
                subject));
    }

    @Override
    public void keep(String subject, Holdback holdback) {
        database.transaction(session -> Statements.update(
                session,
                "insert or replace into holdback (subject, failures, since, until, reason) values (?, ?, ?, ?, ?)",
                subject,
                holdback.failures(),
                holdback.since(),
                holdback.until(),
                holdback.reason()));
    }

    @Override
    public void lift(String subject) {
        database.transaction(session -> Statements.update(session, "delete from holdback where subject = ?", subject));
    }
}
