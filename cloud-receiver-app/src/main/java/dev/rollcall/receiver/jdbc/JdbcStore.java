package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The store in SQL. Thread-safe. */
public final class JdbcStore implements Store {

    private static final Logger log = LoggerFactory.getLogger(JdbcStore.class);

    private final Database database;
    private final Transactions transactions;
    private final UnitOfWork reading;
    private final String id;

    private JdbcStore(Database database, Instant now) {
        this.database = database;
        this.transactions = Transactions.in(database, now);
        this.reading = new JdbcUnit(new Sql(database.reader(), database.dialect()));
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

    /**
     * The same where it is known which store the database must be.
     *
     * @param expected its id; null accepts any
     * @throws UnusableDatabaseException if it is another one, or new
     */
    public static JdbcStore in(Database database, Instant now, @Nullable String expected) {
        if (expected != null) {
            Optional<String> found = new StoreName(database).existing();
            if (!found.equals(Optional.of(expected))) {
                throw new UnusableDatabaseException("database " + database.describe() + " is "
                        + found.map(id -> "store " + id).orElse("new") + ", but rollcall.database.store says "
                        + expected
                        + ": check the address of the database, or correct rollcall.database.store if this is meant");
            }
        }
        return new JdbcStore(database, now);
    }

    /**
     * Gives a database that was restored from a backup another id: readers begin anew, since what came after the backup is gone from the
     * feed, and agents prove what it has. Receivers that run go on with the old id until they are started again.
     */
    public static String restored(Database database, Instant now) {
        return new StoreName(database).another(now);
    }

    @Override
    public <T> T write(Function<UnitOfWork, T> work) {
        return trying(() -> transactions.run(work), "did not store; nothing is stored");
    }

    @Override
    public <T> T read(Function<UnitOfWork, T> work) {
        return trying(() -> work.apply(reading), "could not be read");
    }

    @Override
    public <T> T snapshot(Function<UnitOfWork, T> work) {
        return trying(() -> transactions.snapshot(work), "could not be read");
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int writers() {
        return database.dialect().writers();
    }

    private <T> T trying(Supplier<T> work, String otherwise) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (DataAccessException | TransactionException failed) {
                Verdict verdict = Verdict.of(failed);
                if (attempt >= verdict.attempts()) {
                    throw new StoreFailedException(
                            "database " + database.describe() + " " + otherwise,
                            failed,
                            verdict == Verdict.REFUSED,
                            failed instanceof ArchivedMonthException ? failed.getMessage() : null);
                }
                log.info("attempt {} at a transaction failed ({}); it is done again", attempt, SqlState.of(failed));
            }
        }
    }
}
