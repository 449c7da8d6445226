package dev.rollcall.receiver.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows as PostgreSQL reads them with least effort: one array for each column, and a single value for a column in which all rows have
 * the same. Most columns of a batch are of the second kind.
 */
final class ArrayRows {

    private final List<Column> columns;
    private final List<List<@Nullable Object>> rows;
    private final List<Integer> same = new ArrayList<>();
    private final List<Integer> various = new ArrayList<>();

    ArrayRows(List<Column> columns, List<List<@Nullable Object>> rows) {
        this.columns = columns;
        this.rows = rows;
        for (int column = 0; column < columns.size(); column++) {
            (isSame(column) ? same : various).add(column);
        }
        if (various.isEmpty() && rows.size() > 1) {
            various.add(same.remove(0));
        }
    }

    private boolean isSame(int column) {
        Object first = rows.get(0).get(column);
        for (List<@Nullable Object> row : rows) {
            Object value = row.get(column);
            if (value != first && !(value != null && value.equals(first))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the rows as a query with the names of the columns, and {@code n} as their number from 1 on. */
    String query() {
        List<String> values = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            Column one = columns.get(column);
            values.add(same.contains(column) ? "?::" + one.type().sqlName() + " as " + one.name() : one.name());
        }
        String select = "select " + String.join(", ", values);
        if (various.isEmpty()) {
            return select + ", 1 as n";
        }
        String arrays = various.stream()
                .map(column -> "?::" + columns.get(column).type().sqlName() + "[]")
                .collect(Collectors.joining(", "));
        String names =
                various.stream().map(column -> columns.get(column).name()).collect(Collectors.joining(", "));
        return select + ", n from unnest(" + arrays + ") with ordinality as a (" + names + ", n)";
    }

    /** Fills the marks of {@link #query}. */
    int fill(PreparedStatement statement, int from) throws SQLException {
        int place = from;
        for (int column : same) {
            statement.setObject(place++, Sql.storable(rows.get(0).get(column)));
        }
        for (int column : various) {
            Column.Type type = columns.get(column).type();
            Object[] values = type.array(rows.size());
            for (int row = 0; row < values.length; row++) {
                values[row] = Sql.storable(rows.get(row).get(column));
            }
            statement.setArray(
                    place++, Objects.requireNonNull(statement.getConnection()).createArrayOf(type.sqlName(), values));
        }
        return place;
    }
}
