package dev.rollcall.receiver.jdbc;

import java.util.List;

/**
 * A column of a table.
 *
 * @param name its name
 * @param type what it holds
 */
record Column(String name, Type type) {

    /** What a column holds, as PostgreSQL names it, and the array by which many values travel at once. */
    enum Type {
        NUMBER("int8", Long.class),
        INTEGER("int4", Integer.class),
        TEXT("text", String.class),
        BYTES("bytea", byte[].class),
        BOOLEAN("bool", Boolean.class);

        private final String sqlName;
        private final Class<?> element;

        Type(String sqlName, Class<?> element) {
            this.sqlName = sqlName;
            this.element = element;
        }

        String sqlName() {
            return sqlName;
        }

        Object[] array(int length) {
            return (Object[]) java.lang.reflect.Array.newInstance(element, length);
        }
    }

    static Column number(String name) {
        return new Column(name, Type.NUMBER);
    }

    static Column integer(String name) {
        return new Column(name, Type.INTEGER);
    }

    static Column text(String name) {
        return new Column(name, Type.TEXT);
    }

    static Column bytes(String name) {
        return new Column(name, Type.BYTES);
    }

    static Column bool(String name) {
        return new Column(name, Type.BOOLEAN);
    }

    static String names(List<Column> columns) {
        return String.join(", ", columns.stream().map(Column::name).toList());
    }
}
