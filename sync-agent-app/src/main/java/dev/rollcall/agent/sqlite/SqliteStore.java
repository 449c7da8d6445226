package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.PasswordLatch;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.schedule.Holdbacks;
import java.nio.file.Path;

/** The journal file, opened, with the ports that live in it. Closing it ends all of them. Safe from any thread. */
public final class SqliteStore implements AutoCloseable {

    private final Database database;

    private SqliteStore(Database database) {
        this.database = database;
    }

    /**
     * Opens a journal for writing, making or migrating it as needed. The caller holds the instance lock.
     *
     * @throws JournalException if it is not usable; the message says why and what to do
     */
    public static SqliteStore open(Path file) {
        Database database = Database.open(file);
        try {
            database.transaction(session -> {
                Credentials.makeSalt(session);
                return file;
            });
            new SqliteOutbox(database).putBackLapsedClaims();
        } catch (JournalException failed) {
            database.close();
            throw failed;
        }
        return new SqliteStore(database);
    }

    /**
     * Opens a journal for reading only, also beside a running agent. Only {@link #facts()} is of use then.
     *
     * @throws JournalException if it is not usable; the message says why and what to do
     */
    public static SqliteStore openReadOnly(Path file) {
        return new SqliteStore(Database.openReadOnly(file));
    }

    /** Returns the journal. */
    public Journal journal() {
        return new SqliteJournal(database);
    }

    /** Returns the outbox. */
    public Outbox outbox() {
        return new SqliteOutbox(database);
    }

    /** Returns the password latch. */
    public PasswordLatch latch() {
        return new SqliteLatch(database);
    }

    /** Returns what is held back. */
    public Holdbacks holdbacks() {
        return new SqliteHoldbacks(database);
    }

    /** Returns the facts. */
    public JournalFacts facts() {
        return new SqliteFacts(database);
    }

    @Override
    public void close() {
        database.close();
    }
}
