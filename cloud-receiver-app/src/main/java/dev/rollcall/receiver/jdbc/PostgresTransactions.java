package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions of PostgreSQL. What they set lives no longer than they do, as a transaction pooler demands. */
final class PostgresTransactions implements Transactions {

    private final JdbcClient client;
    private final TransactionTemplate template;
    private final UnitOfWork unit;
    private final String beginning;

    PostgresTransactions(Database database) {
        this.client = JdbcClient.create(database.writer());
        this.template = new TransactionTemplate(new JdbcTransactionManager(database.writer()));
        this.unit = new JdbcUnit(new Sql(client, database.dialect()));
        this.beginning = beginning(database.settings().waiting().lock());
    }

    @Override
    public <T> T run(Function<UnitOfWork, T> work) {
        return Objects.requireNonNull(template.execute(status -> {
            client.sql(beginning).update();
            return work.apply(unit);
        }));
    }

    private static String beginning(Duration lockTimeout) {
        return String.format(
                Locale.ROOT, "set local synchronous_commit = on; set local lock_timeout = %d", lockTimeout.toMillis());
    }
}
