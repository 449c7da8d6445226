package dev.rollcall.receiver.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.rollcall.receiver.store.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Transactions of SQLite, begun and ended in its own words. The driver's auto-commit switch is left alone: when it cannot begin
 * because another process writes, it believes ever after to be inside a transaction, and the one writing connection is lost.
 */
final class SqliteTransactions implements Transactions {

    private final HikariDataSource writer;
    private final HikariDataSource reader;
    private final Dialect dialect;
    private final Noted noted = new Noted();

    SqliteTransactions(Database database) {
        this.writer = database.writer();
        this.reader = database.reader();
        this.dialect = database.dialect();
    }

    @Override
    public <T> T run(Function<UnitOfWork, T> work) {
        return run(writer, "begin immediate", work);
    }

    @Override
    public <T> T snapshot(Function<UnitOfWork, T> work) {
        return run(reader, "begin", work);
    }

    private <T> T run(HikariDataSource source, String begin, Function<UnitOfWork, T> work) {
        try (Connection connection = source.getConnection()) {
            Sql sql = new Sql(new SingleConnectionDataSource(connection, true), dialect, noted);
            sql.of(begin).update();
            try {
                T result = work.apply(new JdbcUnit(sql));
                sql.finish();
                sql.of("commit").update();
                return result;
            } catch (RuntimeException | Error failed) {
                sql.undone();
                rollBack(sql, source, connection);
                throw failed;
            }
        } catch (SQLException failed) {
            throw new UncategorizedSQLException("connection to SQLite", null, failed);
        }
    }

    private static void rollBack(Sql sql, HikariDataSource source, Connection connection) {
        try {
            sql.of("rollback").update();
        } catch (DataAccessException lost) {
            // Nobody can tell what state it is in; the pool opens another one.
            source.evictConnection(connection);
        }
    }
}
