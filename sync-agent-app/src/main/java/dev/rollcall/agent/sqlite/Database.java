package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalException.Trouble;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * One SQLite file and one connection to it. Safe from any thread: a lock admits one transaction at a time. What was committed
 * survives a killed process and a power cut ({@code WAL} with {@code synchronous=FULL}, both read back when opened), but for
 * {@link #findLightly} and {@link #transactLightly}.
 */
final class Database implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final int JOURNAL_BYTES_KEPT = 16 << 20;
    private static final int BUSY_MILLIS = 10_000;
    private static final int PAGES_A_CHECKPOINT = 4_000;
    private static final int CACHE_KIBIBYTES = 8_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Path file;
    private final Session session;
    private final String begin;
    private boolean damaged;
    private boolean light;
    private volatile @Nullable JournalException broken;
    private volatile Consumer<JournalException> whenBroken = broken -> {};

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
        return connect(file, writing(), "begin immediate").prepared(connection -> {
            Schema.checkSafety(connection, file);
            Schema.migrate(connection, file);
            Schema.checkTables(connection, file);
        });
    }

    /**
     * Opens the file for reading only, beside a process that writes it.
     *
     * @throws JournalException if it is not usable; the message says why and what to do
     */
    static Database openReadOnly(Path file) {
        return connect(file, reading(), "begin").prepared(connection -> Schema.checkCurrent(connection, file));
    }

    /**
     * Opens a damaged file to save what can be saved: for reading only, and whatever fails, it goes on.
     *
     * @throws JournalException if nothing of it can be read
     */
    static Database openDamaged(Path file) {
        Database database = connect(file, reading(), "begin");
        database.damaged = true;
        // Without it SQLite reads nothing at all of a file that was cut short. Nothing is written.
        return database.prepared(connection -> execute(connection, "pragma writable_schema = on"));
    }

    /**
     * Opens the file for short writes beside the process that owns it: the tables must be exactly those this program knows.
     *
     * @throws JournalException if it is not usable; the message says why and what to do
     */
    static Database openBeside(Path file) {
        return connect(file, writing(), "begin immediate").prepared(connection -> {
            Schema.checkSafety(connection, file);
            Schema.checkCurrent(connection, file);
        });
    }

    /**
     * Does work that needs no transaction of its own.
     *
     * @throws JournalException if the database fails
     */
    <T> T outside(Work<T> work) {
        lock.lock();
        try {
            return work.run(session);
        } catch (SQLException failed) {
            throw unusable(file, failed);
        } finally {
            lock.unlock();
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
        return find(work, false);
    }

    /**
     * The same, for work that may be undone by a power cut, in order and with all that came after it, but never by a killed
     * process: it does not wait for the disk. Not for what the ledger tells of.
     *
     * @throws JournalException if the database fails
     */
    <T> T transactLightly(Work<T> work) {
        return Objects.requireNonNull(find(work::run, true), "work gave nothing");
    }

    /**
     * The same, for work that may find nothing.
     *
     * @throws JournalException if the database fails
     */
    <T> @Nullable T findLightly(Search<T> work) {
        return find(work, true);
    }

    private <T> @Nullable T find(Search<T> work, boolean lightly) {
        lock.lock();
        boolean committed = false;
        try {
            refuseIfBroken();
            waitForDisk(!lightly);
            session.prepared(begin).execute();
            T result = work.run(session);
            session.prepared("commit").execute();
            committed = true;
            return result;
        } catch (SQLException failed) {
            throw noted(unusable(file, failed));
        } catch (UncheckedSqlException wrapped) {
            throw noted(unusable(file, wrapped.failure()));
        } finally {
            try {
                if (!committed && broken == null) {
                    rollback();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    void pragma(String setting) throws SQLException {
        lock.lock();
        try {
            execute(session.connection(), "pragma " + setting);
        } finally {
            lock.unlock();
        }
    }

    Path file() {
        return file;
    }

    /** Says who is told once that this connection may be used no more. */
    void whenBroken(Consumer<JournalException> listener) {
        whenBroken = listener;
    }

    /** Closes the file. A connection after an I/O error is left to the end of the process: closing it would write. */
    @Override
    public void close() {
        lock.lock();
        try {
            JournalException last = broken;
            if (last == null || last.trouble() != Trouble.UNTRUSTED) {
                session.close();
            }
        } catch (SQLException failed) {
            throw unusable(file, failed);
        } finally {
            lock.unlock();
        }
    }

    /** SQLite takes this outside transactions only, and when it prepares the statement: it cannot be kept prepared. */
    private void waitForDisk(boolean waits) throws SQLException {
        if (light == waits) {
            execute(session.connection(), "pragma synchronous = " + (waits ? "full" : "normal"));
            light = !waits;
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

    /** Does what is needed before any use; closes this and tells why if that fails. */
    private Database prepared(Preparation preparation) {
        try {
            preparation.of(session.connection());
            return this;
        } catch (SQLException | RuntimeException failed) {
            close();
            throw failed instanceof JournalException named ? named : unusable(file, failed);
        }
    }

    private static SQLiteConfig reading() {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        return config;
    }

    private static SQLiteConfig writing() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalSizeLimit(JOURNAL_BYTES_KEPT);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, String.valueOf(PAGES_A_CHECKPOINT));
        config.setCacheSize(-CACHE_KIBIBYTES);
        // Else the driver prepares and runs a question for the new row's number after each insert.
        config.setGetGeneratedKeys(false);
        return config;
    }

    private static Database connect(Path file, SQLiteConfig config, String begin) {
        try {
            return new Database(
                    file, new Session(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath())), begin);
        } catch (SQLException failed) {
            throw unusable(file, failed);
        }
    }

    private void refuseIfBroken() {
        JournalException last = broken;
        if (last != null) {
            throw new JournalException(String.valueOf(last.getMessage()), last, last.trouble());
        }
    }

    private JournalException noted(JournalException failed) {
        if (failed.trouble() != Trouble.PASSING && !damaged) {
            broken = failed;
            whenBroken.accept(failed);
        }
        return failed;
    }

    private static JournalException unusable(Path file, Exception failed) {
        return SqliteTrouble.of(file, failed);
    }

    /** Runs statements that return nothing. */
    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What is done with a new connection. */
    private interface Preparation {

        void of(Connection connection) throws SQLException;
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
