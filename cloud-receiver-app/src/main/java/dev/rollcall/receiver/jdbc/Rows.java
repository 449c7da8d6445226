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
        if (rows.isEmpty()) {
            return 0;
        }
        if (sql.dialect() == Dialect.SQLITE) {
            return eachOne(into(table) + marks() + " on conflict do nothing");
        }
        ArrayRows arrays = new ArrayRows(columns, rows);
        return now(
                into(table) + "select " + Column.names(columns) + " from (" + arrays.query()
                        + ") v on conflict do nothing",
                arrays);
    }

    /** Inserts all rows, none of which is there, before the next statement that somebody waits for. */
    void insertLater(String table) {
        if (rows.isEmpty()) {
            return;
        }
        if (sql.dialect() == Dialect.SQLITE) {
            eachOne(into(table) + marks());
            return;
        }
        ArrayRows arrays = new ArrayRows(columns, rows);
        sql.later(into(table) + "select " + Column.names(columns) + " from (" + arrays.query() + ") v", arrays::fill);
    }

    /**
     * Adds the numbers of these rows to those of rows that are there, before the next statement that somebody waits for; where none
     * is there, these become the rows.
     *
     * @param keys how many of the columns, from the first one, name the row
     */
    void addUpLater(String table, int keys) {
        if (rows.isEmpty()) {
            return;
        }
        List<Column> summed = columns.subList(keys, columns.size());
        String into = "insert into " + table + " as t (" + Column.names(columns) + ") ";
        String adding = " on conflict (" + Column.names(columns.subList(0, keys)) + ") do update set "
                + list(summed, "%1$s = t.%1$s + excluded.%1$s", ", ");
        if (sql.dialect() == Dialect.SQLITE) {
            eachOne(into + marks() + adding);
            return;
        }
        ArrayRows arrays = new ArrayRows(columns, rows);
        sql.later(into + "select " + Column.names(columns) + " from (" + arrays.query() + ") v" + adding, arrays::fill);
    }

    /**
     * Updates the rows that these name; returns how many.
     *
     * @param keys     how many of the columns, from the last one, name the row
     * @param further  a further assignment, or nothing
     * @param narrowed a further condition, or nothing
     */
    int update(String table, int keys, String further, String narrowed) {
        if (rows.isEmpty()) {
            return 0;
        }
        List<Column> named = columns.subList(columns.size() - keys, columns.size());
        List<Column> set = columns.subList(0, columns.size() - keys);
        String beginning = "update " + table + " as t set ";
        if (sql.dialect() == Dialect.SQLITE) {
            return eachOne(beginning + list(set, "%1$s = ?", ", ") + further + " where "
                    + list(named, "t.%1$s = ?", " and ") + narrowed);
        }
        ArrayRows arrays = new ArrayRows(columns, rows);
        return now(
                beginning + list(set, "%1$s = v.%1$s", ", ") + further + " from (" + arrays.query() + ") v where "
                        + list(named, "t.%1$s = v.%1$s", " and ") + narrowed,
                arrays);
    }

    private String into(String table) {
        return "insert into " + table + " (" + Column.names(columns) + ") ";
    }

    private String marks() {
        return "values (" + Sql.marks(columns.size()) + ")";
    }

    private static String list(List<Column> columns, String each, String between) {
        return columns.stream()
                .map(column -> String.format(each, column.name()))
                .collect(Collectors.joining(between));
    }

    private int now(String text, ArrayRows arrays) {
        ConnectionCallback<Integer> work = connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(sql.dialect().sql(text))) {
                arrays.fill(statement, 1);
                return statement.executeUpdate();
            }
        };
        return Objects.requireNonNull(sql.template().execute(work));
    }

    private int eachOne(String text) {
        ConnectionCallback<Integer> work =
                connection -> eachOne(connection, sql.dialect().sql(text));
        return Objects.requireNonNull(sql.template().execute(work));
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
