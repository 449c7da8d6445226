package dev.rollcall.agent.sqlite;

import java.sql.SQLException;
import java.util.Objects;

/** Carries a failure of the database through a function that may not throw it; {@link Database} unwraps it. */
final class UncheckedSqlException extends RuntimeException {

    UncheckedSqlException(SQLException failed) {
        super(failed);
    }

    SQLException failure() {
        return (SQLException) Objects.requireNonNull(getCause());
    }
}
