package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalFacts.Fact;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Single remembered texts, inside a transaction of the caller. */
final class Meta {

    private Meta() {}

    static @Nullable String get(Session session, Fact fact) throws SQLException {
        return get(session, nameOf(fact));
    }

    static @Nullable String get(Session session, String name) throws SQLException {
        return Statements.first(
                session, rows -> rows.getString("value"), "select value from meta where name = ?", name);
    }

    static void put(Session session, Fact fact, String value) throws SQLException {
        put(session, nameOf(fact), value);
    }

    static void put(Session session, String name, String value) throws SQLException {
        Statements.update(
                session,
                "insert into meta (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
                name,
                value);
    }

    static void remove(Session session, Fact fact) throws SQLException {
        Statements.update(session, "delete from meta where name = ?", nameOf(fact));
    }

    /** Stores a value; returns whether another one was there before. */
    static boolean replace(Session session, Fact fact, String value) throws SQLException {
        String before = get(session, fact);
        if (!value.equals(before)) {
            put(session, fact, value);
        }
        return before != null && !before.equals(value);
    }

    private static String nameOf(Fact fact) {
        return fact.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
