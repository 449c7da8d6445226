package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * One SQLite file and one connection to it. Safe from any thread: a lock admits one transaction at a time. What was committed
 * survives a killed process and a power cut ({@code WAL} with {@code synchronous=FULL}, both read back when opened).
 */
final class Database implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final int BUSY_MILLIS = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Path file;
    private final Session session;
    private final String begin;

    private Database(Path file, Session session, String begin) {
        this.file = file;
        this.session = session;
        this.begin = begin;
    }

    /**
     * Opens the file for writing, making or migrating it as needed.
     *
     * @throws JournalException if it is not usable; the message says why and what to do
     */
    static Database open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        Database database = connect(file, config, "begin immediate");
        try {
            Schema.checkSafety(database.session.connection(), file);
            Schema.migrate(database.session.connection(), file);
            return database;
        } catch (SQLException | RuntimeException failed) {
            database.close();
            throw failed instanceof JournalException named ? named : unusable(file, failed);
        }
    }

    /**
     * Opens the file for reading only, beside a process that writes it.
     *
     * @throws JournalException if it is not usable; the message says why and what to do
     */
    static Database openReadOnly(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        Database database = connect(file, config, "begin");
        try {
            Schema.checkVersion(database.session.connection(), file);
            return database;
        } catch (SQLException | RuntimeException failed) {
            database.close();
            throw failed instanceof JournalException named ? named : unusable(file, failed);
        }
    }

    /**
     * Does work in one transaction: all of it or, if it throws, nothing.
     *
     * @throws JournalException if the database fails
     */
    <T> T transaction(Work<T> work) {
        return Objects.requireNonNull(find(work::run), "work gave nothing");
    }

    /**
     * The same, for work that may find nothing.
     *
     * @throws JournalException if the database fails
     */
    <T> @Nullable T find(Search<T> work) {
        lock.lock();
        boolean committed = false;
        try {
            session.prepared(begin).execute();
            T result = work.run(session);
            session.prepared("commit").execute();
            committed = true;
            return result;
        } catch (SQLException failed) {
            throw unusable(file, failed);
        } catch (UncheckedSqlException wrapped) {
            throw unusable(file, wrapped.failure());
        } finally {
            try {
                if (!committed) {
                    rollback();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            session.close();
        } catch (SQLException failed) {
            throw unusable(file, failed);
        } finally {
            lock.unlock();
        }
    }

    private void rollback() {
        try {
            session.forget();
            execute(session.connection(), "rollback");
        } catch (SQLException alreadyRolledBack) {
            log.debug("Nothing to roll back", alreadyRolledBack);
        }
    }

    private static Database connect(Path file, SQLiteConfig config, String begin) {
        try {
            return new Database(
                    file, new Session(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath())), begin);
        } catch (SQLException failed) {
            throw unusable(file, failed);
        }
    }

    private static JournalException unusable(Path file, Exception failed) {
        SQLiteErrorCode code = failed instanceof SQLiteException sqlite ? sqlite.getResultCode() : null;
        String remedy = "Check that the disk is sound and the agent's account may write there.";
        if (code == SQLiteErrorCode.SQLITE_FULL) {
            remedy = "The disk is full: free some space. Nothing is lost; the agent goes on by itself then.";
        } else if (code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB) {
            remedy =
                    "The file is damaged or no journal. Move it aside with its -wal and -shm files; the agent then reads all that "
                            + "the terminals still hold, and the receiver keeps each event once.";
        } else if (code == SQLiteErrorCode.SQLITE_BUSY) {
            remedy = "Another program holds it: stop that program.";
        }
        return new JournalException("The journal " + file + " cannot be used: " + remedy, failed);
    }

    /** Runs statements that return nothing. */
    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Work inside a transaction. */
    interface Work<T> {

        T run(Session session) throws SQLException;
    }

    /** Work inside a transaction that may find nothing. */
    interface Search<T> {

        @Nullable T run(Session session) throws SQLException;
    }
}
