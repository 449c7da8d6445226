package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.UnitOfWork;
import java.util.function.Function;

/** Runs work in a transaction. Database failures come out as Spring's exceptions. */
interface Transactions {

    /** Runs work that writes. */
    <T> T run(Function<UnitOfWork, T> work);

    /** Runs work that only reads, and all of it the same state. */
    <T> T snapshot(Function<UnitOfWork, T> work);

    static Transactions in(Database database, java.time.Instant now) {
        return database.dialect() == Dialect.SQLITE
                ? new SqliteTransactions(database)
                : new PostgresTransactions(database, now);
    }
}
