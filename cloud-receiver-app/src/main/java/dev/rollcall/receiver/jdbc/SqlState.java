package dev.rollcall.receiver.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Finds the five characters by which a database says what is wrong. */
final class SqlState {

    private SqlState() {}

    /** Returns the state of the deepest database error that has one; null if there is none. */
    static @Nullable String of(Throwable failed) {
        String state = null;
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException error && error.getSQLState() != null) {
                state = error.getSQLState();
            }
        }
        return state;
    }
}
