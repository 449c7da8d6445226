package dev.rollcall.receiver.jdbc;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The two databases, and all by which the SQL for them differs. */
enum Dialect {
    /** The embedded default: one file, one writer. */
    SQLITE("", "", "classpath:db/sqlite") {
        @Override
        Optional<String> beginning(Duration lockTimeout) {
            return Optional.empty();
        }
    },
    /** PostgreSQL 15 or newer, also behind a transaction pooler: nothing here lives longer than a transaction. */
    POSTGRESQL("rollcall.", " for update", "classpath:db/postgresql") {
        @Override
        Optional<String> beginning(Duration lockTimeout) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "set local synchronous_commit = on; set local lock_timeout = %d",
                    lockTimeout.toMillis()));
        }
    };

    private final String schema;
    private final String rowLock;
    private final String migrations;

    Dialect(String schema, String rowLock, String migrations) {
        this.schema = schema;
        this.rowLock = rowLock;
        this.migrations = migrations;
    }

    /** Returns what a writing transaction does first. */
    abstract Optional<String> beginning(Duration lockTimeout);

    /** Returns the text with {@code @table} written as this database names that table, and {@code #lock} as its row lock. */
    String sql(String text) {
        return text.replace("@", schema).replace("#lock", rowLock);
    }

    String migrations() {
        return migrations;
    }
}
