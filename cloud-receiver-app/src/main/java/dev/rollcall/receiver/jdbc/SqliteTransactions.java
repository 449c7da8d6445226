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
    private final Dialect dialect;
    private final Noted noted = new Noted();

    SqliteTransactions(Database database) {
        this.writer = database.writer();
        this.dialect = database.dialect();
    }

    @Override
    public <T> T run(Function<UnitOfWork, T> work) {
        try (Connection connection = writer.getConnection()) {
            Sql sql = new Sql(new SingleConnectionDataSource(connection, true), dialect, noted);
            sql.of("begin immediate").update();
            try {
                T result = work.apply(new JdbcUnit(sql));
                sql.finish();
                sql.of("commit").update();
                return result;
            } catch (RuntimeException | Error failed) {
                sql.undone();
                rollBack(sql, connection);
                throw failed;
            }
        } catch (SQLException failed) {
            throw new UncategorizedSQLException("connection to SQLite", null, failed);
        }
    }

    private void rollBack(Sql sql, Connection connection) {
        try {
            sql.of("rollback").update();
        } catch (DataAccessException lost) {
            // Nobody can tell what state it is in; the pool opens another one.
            writer.evictConnection(connection);
        }
    }
}
