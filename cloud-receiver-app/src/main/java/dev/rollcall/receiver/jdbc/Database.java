package dev.rollcall.receiver.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The connections to one database: for SQLite one that writes and some that only read, for PostgreSQL one pool for both.
 * Thread-safe; whoever opened it closes it.
 */
public final class Database implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    private final DatabaseSettings settings;
    private final Dialect dialect;
    private final HikariDataSource writer;
    private final HikariDataSource reader;

    private Database(DatabaseSettings settings, Dialect dialect, HikariDataSource writer, HikariDataSource reader) {
        this.settings = settings;
        this.dialect = dialect;
        this.writer = writer;
        this.reader = reader;
    }

    /**
     * Opens the database, brings its tables up to date and checks that what it acknowledges is on disk.
     *
     * @throws UnusableDatabaseException if it cannot be used; the message says what to do
     */
    public static Database open(DatabaseSettings settings) {
        Database database = settings.isPostgres() ? postgres(settings) : sqlite(settings);
        try {
            DurabilityCheck.of(database.dialect).check(database.writer).forEach(log::warn);
            database.migrate();
            return database;
        } catch (RuntimeException unusable) {
            database.close();
            throw UnusableDatabaseException.of(settings, unusable);
        }
    }

    /** Says which database this is, without its password. */
    public String describe() {
        return settings.toString();
    }

    @Override
    public void close() {
        writer.close();
        reader.close();
    }

    Dialect dialect() {
        return dialect;
    }

    DatabaseSettings settings() {
        return settings;
    }

    HikariDataSource writer() {
        return writer;
    }

    HikariDataSource reader() {
        return reader;
    }

    private void migrate() {
        var flyway = Flyway.configure().dataSource(writer).locations(dialect.migrations());
        if (dialect == Dialect.POSTGRESQL) {
            flyway.schemas("rollcall").defaultSchema("rollcall").createSchemas(true);
        }
        flyway.load().migrate();
        if (dialect == Dialect.POSTGRESQL) {
            new AttendanceLogView(writer).create();
        }
    }

    private static Database postgres(DatabaseSettings settings) {
        Properties properties = new Properties();
        if (!PoolerCheck.isDirect(settings)) {
            // A transaction pooler may give each transaction another session, which knows no prepared statement.
            properties.setProperty("prepareThreshold", "0");
        }
        properties.setProperty("reWriteBatchedInserts", "true");
        HikariConfig config = pool(settings, "postgresql", settings.connections());
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        config.setDataSourceProperties(properties);
        HikariDataSource pool = connect(settings, config);
        return new Database(settings, Dialect.POSTGRESQL, pool, pool);
    }

    private static Database sqlite(DatabaseSettings settings) {
        Path file = folder(settings).resolve("rollcall.db");
        HikariConfig writing = pool(settings, "sqlite-writer", 1);
        writing.setDataSource(source(settings, file, SQLiteConfig.TransactionMode.IMMEDIATE));
        HikariConfig reading = pool(settings, "sqlite-readers", settings.connections());
        reading.setDataSource(source(settings, file, SQLiteConfig.TransactionMode.DEFERRED));
        reading.setConnectionInitSql("pragma query_only = on");
        reading.setMinimumIdle(1);
        HikariDataSource writer = connect(settings, writing);
        return new Database(settings, Dialect.SQLITE, writer, connect(settings, reading));
    }

    private static SQLiteDataSource source(DatabaseSettings settings, Path file, SQLiteConfig.TransactionMode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout((int) settings.waiting().lock().toMillis());
        config.enforceForeignKeys(true);
        config.setTransactionMode(mode);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }

    private static HikariConfig pool(DatabaseSettings settings, String name, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(settings.waiting().connection().toMillis());
        return config;
    }

    private static HikariDataSource connect(DatabaseSettings settings, HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException unreachable) {
            long patience = settings.waiting().lock().toMillis();
            if (isBusy(unreachable) && config.getInitializationFailTimeout() < patience) {
                // Whoever begins with the same new file right now holds it for a moment, and SQLite does not wait while
                // it sets its log up.
                config.setInitializationFailTimeout(patience);
                return connect(settings, config);
            }
            throw UnusableDatabaseException.of(settings, unreachable);
        }
    }

    private static boolean isBusy(Throwable failed) {
        if (failed instanceof SQLiteException sqlite) {
            return sqlite.getResultCode() == SQLiteErrorCode.SQLITE_BUSY;
        }
        Throwable cause = failed.getCause();
        return cause != null && isBusy(cause);
    }

    private static Path folder(DatabaseSettings settings) {
        try {
            return Files.createDirectories(settings.dataDir());
        } catch (IOException refused) {
            throw UnusableDatabaseException.of(settings, new UncheckedIOException(refused));
        }
    }
}
