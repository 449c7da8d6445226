package dev.rollcall.receiver.jdbc;

/** The two databases, and all by which the SQL for them differs. */
enum Dialect {
    /** The embedded default: one file, one writer. */
    SQLITE("", "", "classpath:db/sqlite"),
    /** PostgreSQL 15 or newer, also behind a transaction pooler. */
    POSTGRESQL("rollcall.", " for update", "classpath:db/postgresql");

    private final String schema;
    private final String rowLock;
    private final String migrations;

    Dialect(String schema, String rowLock, String migrations) {
        this.schema = schema;
        this.rowLock = rowLock;
        this.migrations = migrations;
    }

    /** Returns the text with {@code @table} written as this database names that table, and {@code #lock} as its row lock. */
    String sql(String text) {
        return text.replace("@", schema).replace("#lock", rowLock);
    }

    String migrations() {
        return migrations;
    }
}
