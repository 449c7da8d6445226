package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Instant;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** The store in SQL. Thread-safe. */
public final class JdbcStore implements Store {

    private final Database database;
    private final Transactions transactions;
    private final UnitOfWork reading;
    private final String id;

    private JdbcStore(Database database, Instant now) {
        this.database = database;
        this.transactions = Transactions.in(database);
        this.reading = new JdbcUnit(new Sql(JdbcClient.create(database.reader()), database.dialect()));
        this.id = new StoreName(database).existingOrNew(now);
    }

    /**
     * Returns the store in an open database, which gets its id now if it has none.
     *
     * @param now when the store was created, if it is created now
     */
    public static JdbcStore in(Database database, Instant now) {
        return new JdbcStore(database, now);
    }

    @Override
    public <T> T write(Function<UnitOfWork, T> work) {
        try {
            return transactions.run(work);
        } catch (DataAccessException | TransactionException failed) {
            throw new StoreFailedException(
                    "database " + database.describe() + " did not store; nothing is stored", failed);
        }
    }

    @Override
    public <T> T read(Function<UnitOfWork, T> work) {
        try {
            return work.apply(reading);
        } catch (DataAccessException failed) {
            throw new StoreFailedException("database " + database.describe() + " could not be read", failed);
        }
    }

    @Override
    public String id() {
        return id;
    }
}
