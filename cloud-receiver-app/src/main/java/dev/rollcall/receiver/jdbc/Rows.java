package dev.rollcall.receiver.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;

/**
 * Writes many rows at once: to PostgreSQL in one statement with an array for each column, which it reads faster than a list of
 * values and plans only once; to SQLite, which is in the same process, row by row with one prepared statement.
 */
final class Rows {

    private final Sql sql;
    private final List<Column> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    Rows(Sql sql, List<Column> columns) {
        this.sql = sql;
        this.columns = columns;
    }

    /** Adds a row; its values are in the order of the columns. */
    void add(List<@Nullable Object> values) {
        rows.add(values);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Inserts all rows and returns how many of them were not there before. */
    int insert(String table) {
        String into = "insert into " + table + " (" + Column.names(columns) + ") ";
        return write(
                into + "select * from " + unnest() + " on conflict do nothing",
                into + "values (" + "?, ".repeat(columns.size() - 1) + "?) on conflict do nothing");
    }

    /**
     * Updates the rows that these name; returns how many.
     *
     * @param keys     how many of the columns, from the last one, name the row
     * @param further  a further assignment, or nothing
     * @param narrowed a further condition, or nothing
     */
    int update(String table, int keys, String further, String narrowed) {
        List<Column> named = columns.subList(columns.size() - keys, columns.size());
        List<Column> set = columns.subList(0, columns.size() - keys);
        String beginning = "update " + table + " as t set ";
        String from = " from " + unnest() + " as v (" + Column.names(columns) + ")";
        return write(
                beginning + list(set, "%1$s = v.%1$s", ", ") + further + from + " where "
                        + list(named, "t.%1$s = v.%1$s", " and ") + narrowed,
                beginning + list(set, "%1$s = ?", ", ") + further + " where " + list(named, "t.%1$s = ?", " and ")
                        + narrowed);
    }

    private static String list(List<Column> columns, String each, String between) {
        return columns.stream()
                .map(column -> String.format(each, column.name()))
                .collect(Collectors.joining(between));
    }

    private String unnest() {
        return columns.stream()
                .map(column -> "?::" + column.type().sqlName() + "[]")
                .collect(Collectors.joining(", ", "unnest(", ")"));
    }

    private int write(String inPostgres, String inSqlite) {
        if (rows.isEmpty()) {
            return 0;
        }
        boolean arrays = sql.dialect() == Dialect.POSTGRESQL;
        String text = sql.dialect().sql(arrays ? inPostgres : inSqlite);
        ConnectionCallback<Integer> work = connection -> arrays ? all(connection, text) : eachOne(connection, text);
        return Objects.requireNonNull(sql.template().execute(work));
    }

    private int all(Connection connection, String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            for (int column = 0; column < columns.size(); column++) {
                Column.Type type = columns.get(column).type();
                Object[] values = type.array(rows.size());
                for (int row = 0; row < values.length; row++) {
                    values[row] = Sql.storable(rows.get(row).get(column));
                }
                statement.setArray(column + 1, connection.createArrayOf(type.sqlName(), values));
            }
            return statement.executeUpdate();
        }
    }

    private int eachOne(Connection connection, String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            int count = 0;
            for (List<@Nullable Object> row : rows) {
                for (int column = 0; column < columns.size(); column++) {
                    statement.setObject(column + 1, Sql.storable(row.get(column)));
                }
                count += statement.executeUpdate();
            }
            return count;
        }
    }
}
