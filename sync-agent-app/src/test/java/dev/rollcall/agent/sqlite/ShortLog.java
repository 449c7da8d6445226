package dev.rollcall.agent.sqlite;

import java.sql.SQLException;

/** Lets a journal check its write-ahead log in sooner than after the usual megabytes, for tests of what happens then. */
public final class ShortLog {

    private ShortLog() {}

    /** Checks in after so many pages. */
    public static void of(SqliteStore store, int pages) {
        try {
            store.pragma("wal_autocheckpoint = " + pages);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
