package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions of PostgreSQL. What they set lives no longer than they do, as a transaction pooler demands. */
final class PostgresTransactions implements Transactions {

    private static final String NO_PARTITION = "23514";

    private final Sql sql;
    private final TransactionTemplate template;
    private final Partitions partitions;
    private final List<String> beginning;

    PostgresTransactions(Database database, Instant now) {
        this.sql = new Sql(database.writer(), database.dialect());
        this.template = new TransactionTemplate(manager(database));
        this.partitions = new Partitions(database.writer());
        this.beginning = beginning(database.settings().waiting());
        this.partitions.create(around(LocalDate.ofInstant(now, ZoneOffset.UTC)));
    }

    /**
     * Not the manager that translates what a commit says: it would roll back after a lost connection, and that failure would hide
     * why the commit failed.
     */
    private static DataSourceTransactionManager manager(Database database) {
        return new DataSourceTransactionManager(database.writer());
    }

    @Override
    public <T> T run(Function<UnitOfWork, T> work) {
        try {
            return attempt(work);
        } catch (MissingPartitionException missing) {
            Set<Integer> archived = partitions.create(missing.months());
            if (!archived.isEmpty()) {
                throw new ArchivedMonthException(archived, missing);
            }
            return again(work);
        }
    }

    /** The first statement makes it see one state; it holds for this transaction alone, as a transaction pooler demands. */
    @Override
    public <T> T snapshot(Function<UnitOfWork, T> work) {
        Sql own = sql.anew();
        return Objects.requireNonNull(template.execute(status -> {
            own.later("set transaction isolation level repeatable read, read only", List.of());
            beginning.forEach(setting -> own.later(setting, List.of()));
            return work.apply(new JdbcUnit(own));
        }));
    }

    private <T> T again(Function<UnitOfWork, T> work) {
        try {
            return attempt(work);
        } catch (MissingPartitionException refused) {
            // All have partitions now: it is another rule of the database that is broken.
            throw new DataIntegrityViolationException("the database refuses a row by a rule of its own", refused);
        }
    }

    private <T> T attempt(Function<UnitOfWork, T> work) {
        Sql own = sql.anew();
        JdbcEvents events = new JdbcEvents(own);
        try {
            return Objects.requireNonNull(template.execute(status -> {
                beginning.forEach(setting -> own.later(setting, List.of()));
                T result = work.apply(new JdbcUnit(own, events));
                own.finish();
                return result;
            }));
        } catch (DataIntegrityViolationException refused) {
            own.undone();
            if (NO_PARTITION.equals(SqlState.of(refused)) && !events.months().isEmpty()) {
                throw new MissingPartitionException(events.months(), refused);
            }
            throw refused;
        } catch (RuntimeException | Error failed) {
            own.undone();
            throw failed;
        }
    }

    /** The months of most events of the coming weeks; any other is made when an event of it comes. */
    private static List<Integer> around(LocalDate today) {
        return List.of(Months.ODD, month(today.minusMonths(1)), month(today), month(today.plusMonths(1)));
    }

    private static int month(LocalDate day) {
        return day.getYear() * 100 + day.getMonthValue();
    }

    private static List<String> beginning(DatabaseSettings.Waiting waiting) {
        return List.of(
                "set local synchronous_commit = on",
                "set local lock_timeout = " + waiting.lock().toMillis(),
                "set local statement_timeout = " + waiting.statement().toMillis());
    }
}
