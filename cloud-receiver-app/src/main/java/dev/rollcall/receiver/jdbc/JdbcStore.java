package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The store in SQL. Thread-safe. */
public final class JdbcStore implements Store {

    private final Database database;
    private final JdbcClient writer;
    private final TransactionTemplate writing;
    private final UnitOfWork writingUnit;
    private final UnitOfWork readingUnit;
    private final String id;

    private JdbcStore(Database database, Instant now) {
        this.database = database;
        this.writer = JdbcClient.create(database.writer());
        this.writing = new TransactionTemplate(new JdbcTransactionManager(database.writer()));
        this.writingUnit = new JdbcUnit(new Sql(writer, database.dialect()));
        this.readingUnit = new JdbcUnit(new Sql(JdbcClient.create(database.reader()), database.dialect()));
        this.id = existingOrNewId(now);
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
            return Objects.requireNonNull(writing.execute(status -> {
                database.dialect()
                        .beginning(database.settings().waiting().lock())
                        .ifPresent(statement -> writer.sql(statement).update());
                return work.apply(writingUnit);
            }));
        } catch (DataAccessException | TransactionException failed) {
            throw new StoreFailedException("database " + database.describe() + " did not store; nothing is stored", failed);
        }
    }

    @Override
    public <T> T read(Function<UnitOfWork, T> work) {
        try {
            return work.apply(readingUnit);
        } catch (DataAccessException failed) {
            throw new StoreFailedException("database " + database.describe() + " could not be read", failed);
        }
    }

    @Override
    public String id() {
        return id;
    }

    private String existingOrNewId(Instant now) {
        Sql reading = new Sql(JdbcClient.create(database.reader()), database.dialect());
        String select = "select id from @store";
        return reading.of(select).query(String.class).optional().orElseGet(() -> write(unit -> {
            Sql sql = new Sql(writer, database.dialect());
            sql.of("insert into @store (one, id, created_at) values (1, ?, ?) on conflict do nothing")
                    .param(UUID.randomUUID().toString())
                    .param(now.toEpochMilli())
                    .update();
            return sql.of(select).query(String.class).single();
        }));
    }
}
