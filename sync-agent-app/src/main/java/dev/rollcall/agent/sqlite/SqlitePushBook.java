package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.PushBook;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Push targets and tallies as rows. */
final class SqlitePushBook implements PushBook {

    static final String RESTARTS =
            "select count(*) from event where seq > ? and major = 2 and minor = 1024 and +device = "
                    + LogRows.AT_ADDRESS;

    private final Database database;

    SqlitePushBook(Database database) {
        this.database = database;
    }

    @Override
    public void told(PushTarget target) {
        database.transaction(session -> Statements.update(
                session,
                "insert or replace into push_target (device, host, chosen, installed_at, checked_at, state, rearmed_at, seen_event)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                target.device(),
                target.host(),
                target.chosen() ? 1 : 0,
                target.installedAt(),
                target.checkedAt(),
                target.state().name().toLowerCase(Locale.ROOT),
                target.rearmedAt(),
                target.seenEvent()));
    }

    @Override
    public boolean forget(String device) {
        return database.transaction(
                        session -> Statements.update(session, "delete from push_target where device = ?", device))
                > 0;
    }

    @Override
    public @Nullable PushTarget target(String device) {
        return database.find(session -> Statements.first(
                session, SqlitePushBook::target, "select * from push_target where device = ?", device));
    }

    /** Goes through the rows after the last look only. */
    @Override
    public Restarts restartsSince(String address, long after) {
        return database.transaction(session -> new Restarts(
                Statements.count(session, RESTARTS, after, address) > 0,
                Math.max(after, Statements.count(session, "select coalesce(max(seq), 0) from event"))));
    }

    @Override
    public void add(String device, Posts posts) {
        database.transactLightly(session -> Statements.update(
                session,
                """
                insert into push_tally (device, posts, events, refused, last_post_at, last_event_at) values (?, ?, ?, ?, ?, ?)
                on conflict (device) do update set posts = posts + excluded.posts, events = events + excluded.events,
                  refused = refused + excluded.refused, last_post_at = coalesce(excluded.last_post_at, last_post_at),
                  last_event_at = coalesce(excluded.last_event_at, last_event_at)""",
                device,
                posts.posts(),
                posts.events(),
                posts.refused(),
                posts.lastPostAt(),
                posts.lastEventAt()));
    }

    @Override
    public List<Posted> posted() {
        return database.transaction(session ->
                Statements.list(session, SqlitePushBook::posted, "select * from push_tally order by device"));
    }

    private static PushTarget target(ResultSet rows) throws SQLException {
        return new PushTarget(
                rows.getString("device"),
                rows.getString("host"),
                rows.getInt("chosen") != 0,
                Instant.parse(rows.getString("installed_at")),
                Statements.instant(rows, "checked_at"),
                PushTarget.State.valueOf(rows.getString("state").toUpperCase(Locale.ROOT)),
                Statements.instant(rows, "rearmed_at"),
                rows.getLong("seen_event"));
    }

    private static Posted posted(ResultSet rows) throws SQLException {
        return new Posted(
                rows.getString("device"),
                new Posts(
                        rows.getLong("posts"),
                        rows.getLong("events"),
                        rows.getLong("refused"),
                        Statements.instant(rows, "last_post_at"),
                        Statements.instant(rows, "last_event_at")));
    }
}
