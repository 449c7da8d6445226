package dev.rollcall.receiver.jdbc;

/** The two databases, and all by which the SQL for them differs. */
enum Dialect {
    /** The embedded default: one file, one writer. */
    SQLITE(
            "",
            "",
            "classpath:db/sqlite",
            "update event_reference set last = last + " + Dialect.REFERENCES + " returning last - "
                    + Dialect.REFERENCES,
            1),
    /** PostgreSQL 15 or newer, also behind a transaction pooler. */
    POSTGRESQL("rollcall.", " for update", "classpath:db/postgresql", "select nextval('rollcall.event_reference')", 2);

    /** How many event numbers one question gives. */
    static final int REFERENCES = 1000;

    private final String schema;
    private final String rowLock;
    private final String migrations;
    private final String nextReferences;
    private final int writers;

    Dialect(String schema, String rowLock, String migrations, String nextReferences, int writers) {
        this.schema = schema;
        this.rowLock = rowLock;
        this.migrations = migrations;
        this.nextReferences = nextReferences;
        this.writers = writers;
    }

    /** Returns the text with {@code @table} written as this database names that table, and {@code #lock} as its row lock. */
    String sql(String text) {
        return text.replace("@", schema).replace("#lock", rowLock);
    }

    /** Returns how many transactions that write are worth doing at once. */
    int writers() {
        return writers;
    }

    /** Returns the question for the first of so many event numbers that nobody else gets. */
    String nextReferences() {
        return nextReferences;
    }

    String migrations() {
        return migrations;
    }
}
