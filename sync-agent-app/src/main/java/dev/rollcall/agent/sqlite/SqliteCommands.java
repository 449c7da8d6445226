package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.command.Asked;
import dev.rollcall.agent.command.CommandTable;
import dev.rollcall.agent.command.DeviceProgress;
import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.command.OrderJson;
import dev.rollcall.agent.command.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The commands, as a table of the journal's file, so that two processes share it safely. */
final class SqliteCommands implements CommandTable {

    private final Database database;
    private long seenVersion = -1;

    SqliteCommands(Database database) {
        this.database = database;
    }

    @Override
    public long ask(Order order, Instant at) {
        return database.transaction(session -> Statements.insert(
                session,
                "insert into command (name, arguments, asked_at, state) values (?, ?, ?, 'asked')",
                order.name(),
                OrderJson.write(order),
                at));
    }

    @Override
    public @Nullable Asked find(long id) {
        return database.find(
                session -> Statements.first(session, SqliteCommands::asked, "select * from command where seq = ?", id));
    }

    @Override
    public boolean withdraw(long id) {
        return database.transaction(session -> Statements.update(
                        session, "update command set state = 'withdrawn' where seq = ? and state = 'asked'", id)
                > 0);
    }

    @Override
    public void takeOver(long id) {
        database.transaction(session -> Statements.update(
                session, "update command set state = 'withdrawn' where seq = ? and state in ('asked', 'running')", id));
    }

    @Override
    public boolean changed() {
        long version = database.outside(session -> Statements.count(session, "pragma data_version"));
        boolean changed = version != seenVersion;
        seenVersion = version;
        return changed;
    }

    @Override
    public @Nullable Asked begin(Instant at) {
        return database.find(session -> {
            Long next = Statements.first(
                    session,
                    rows -> rows.getLong("seq"),
                    "select seq from command where state = 'asked' order by seq limit 1");
            if (next == null) {
                return null;
            }
            Statements.update(session, "update command set state = 'running', heartbeat = ? where seq = ?", at, next);
            return Statements.first(session, SqliteCommands::asked, "select * from command where seq = ?", next);
        });
    }

    @Override
    public void beat(long id, List<DeviceProgress> progress, Instant at) {
        database.transaction(session -> Statements.update(
                session,
                "update command set progress = ?, heartbeat = ? where seq = ? and state = 'running'",
                OrderJson.write(progress),
                at,
                id));
    }

    @Override
    public void finish(long id, Asked.State state, Outcome outcome, Instant at) {
        database.transaction(session -> Statements.update(
                session,
                "update command set state = ?, result = ?, exit_code = ?, heartbeat = ? where seq = ?",
                state.name().toLowerCase(Locale.ROOT),
                outcome.text(),
                outcome.exitCode(),
                at,
                id));
    }

    @Override
    public List<Asked> open() {
        return database.transaction(session -> Statements.list(
                session,
                SqliteCommands::asked,
                "select * from command where state in ('asked', 'running') order by seq"));
    }

    @Override
    public void forget(Instant before) {
        database.transaction(session -> Statements.update(
                session,
                "delete from command where state in ('done', 'failed', 'withdrawn') and asked_at < ?",
                before));
    }

    @Override
    public void askAgain(long id) {
        database.transaction(session -> Statements.update(
                session, "update command set state = 'asked' where seq = ? and state = 'running'", id));
    }

    private static Asked asked(ResultSet rows) throws SQLException {
        String result = rows.getString("result");
        return new Asked(
                rows.getLong("seq"),
                rows.getString("name"),
                OrderJson.read(rows.getString("name"), rows.getString("arguments")),
                Instant.parse(rows.getString("asked_at")),
                Asked.State.valueOf(rows.getString("state").toUpperCase(Locale.ROOT)),
                OrderJson.readProgress(rows.getString("progress")),
                result == null ? null : new Outcome(result, rows.getInt("exit_code")),
                Statements.instant(rows, "heartbeat"));
    }
}
