package dev.rollcall.agent.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs single statements with their values. Times are kept as ISO-8601 text, so that a person can read the file. */
final class Statements {

    private Statements() {}

    /** Runs a statement that changes rows; returns how many. */
    static int update(Session session, String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = session.prepared(sql);
        bind(statement, values);
        return statement.executeUpdate();
    }

    /** Runs an insert; returns the number of the new row. */
    static long insert(Session session, String sql, @Nullable Object... values) throws SQLException {
        update(session, sql, values);
        Long row = first(session, rows -> rows.getLong(1), "select last_insert_rowid()");
        return row == null ? 0 : row;
    }

    /** Returns what is read of the first row; null if there is none. */
    static <T> @Nullable T first(Session session, Reading<T> reading, String sql, @Nullable Object... values)
            throws SQLException {
        List<T> all = list(session, reading, sql, values);
        return all.isEmpty() ? null : all.get(0);
    }

    /** Returns what is read of all rows. The reading runs no statements of its own: the same one may be under way. */
    static <T> List<T> list(Session session, Reading<T> reading, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = session.prepared(sql);
        bind(statement, values);
        List<T> results = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                results.add(reading.of(rows));
            }
        }
        return results;
    }

    /** Returns a count. */
    static long count(Session session, String sql, @Nullable Object... values) throws SQLException {
        Long count = first(session, rows -> rows.getLong(1), sql, values);
        return count == null ? 0 : count;
    }

    /** Returns a time column; null if it is. */
    static @Nullable Instant instant(ResultSet rows, String column) throws SQLException {
        String text = rows.getString(column);
        return text == null ? null : Instant.parse(text);
    }

    /** Returns a whole-number column; null if it is. */
    static @Nullable Long number(ResultSet rows, String column) throws SQLException {
        long number = rows.getLong(column);
        return rows.wasNull() ? null : number;
    }

    /** Returns a wall-clock column; null if it is. */
    static @Nullable LocalDateTime wallClock(ResultSet rows, String column) throws SQLException {
        String text = rows.getString(column);
        return text == null ? null : LocalDateTime.parse(text);
    }

    /** Returns a time or other value as its text; null stays null. */
    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(i + 1, value instanceof Instant instant ? instant.toString() : value);
        }
    }

    /** Reads one row. */
    interface Reading<T> {

        T of(ResultSet rows) throws SQLException;
    }
}
