package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalFacts.Fact;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Single remembered texts, inside a transaction of the caller. */
final class Meta {

    private Meta() {}

    static @Nullable String get(Connection connection, Fact fact) throws SQLException {
        return get(connection, nameOf(fact));
    }

    static @Nullable String get(Connection connection, String name) throws SQLException {
        return Statements.first(
                connection, rows -> rows.getString("value"), "select value from meta where name = ?", name);
    }

    static void put(Connection connection, Fact fact, String value) throws SQLException {
        put(connection, nameOf(fact), value);
    }

    static void put(Connection connection, String name, String value) throws SQLException {
        Statements.update(
                connection,
                "insert into meta (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
                name,
                value);
    }

    static void remove(Connection connection, Fact fact) throws SQLException {
        Statements.update(connection, "delete from meta where name = ?", nameOf(fact));
    }

    /** Stores a value; returns whether another one was there before. */
    static boolean replace(Connection connection, Fact fact, String value) throws SQLException {
        String before = get(connection, fact);
        if (!value.equals(before)) {
            put(connection, fact, value);
        }
        return before != null && !before.equals(value);
    }

    private static String nameOf(Fact fact) {
        return fact.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
