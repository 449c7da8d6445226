package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.UnitOfWork;
import java.util.function.Function;

/** Runs work in a transaction that writes. Database failures come out as Spring's exceptions. */
interface Transactions {

    <T> T run(Function<UnitOfWork, T> work);

    static Transactions in(Database database, java.time.Instant now) {
        return database.dialect() == Dialect.SQLITE
                ? new SqliteTransactions(database)
                : new PostgresTransactions(database, now);
    }
}
