package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.PasswordLatch;
import dev.rollcall.agent.outbox.Outbox;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** The journal file, opened, with the ports that live in it. Closing it ends all of them. Safe from any thread. */
public final class SqliteStore implements AutoCloseable {

    private final Database database;
    private final InstantSource clock;

    private SqliteStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Opens a journal for writing, making or migrating it as needed. The caller holds the instance lock.
     *
     * @throws JournalException if it is not usable; the message says why and what to do
     */
    public static SqliteStore open(Path file, InstantSource clock) {
        Database database = Database.open(file);
        try {
            database.transaction(session -> {
                Credentials.makeSalt(session);
                return file;
            });
            new SqliteOutbox(database, clock).putBackLapsedClaims();
        } catch (JournalException failed) {
            database.close();
            throw failed;
        }
        return new SqliteStore(database, clock);
    }

    /**
     * Opens a journal for reading only, also beside a running agent. Only {@link #facts()} is of use then.
     *
     * @throws JournalException if it is not usable; the message says why and what to do
     */
    public static SqliteStore openReadOnly(Path file) {
        return new SqliteStore(Database.openReadOnly(file), InstantSource.fixed(Instant.EPOCH));
    }

    /** Returns the journal. */
    public Journal journal() {
        return new SqliteJournal(database, clock);
    }

    /** Returns the outbox. */
    public Outbox outbox() {
        return new SqliteOutbox(database, clock);
    }

    /** Returns the password latch. */
    public PasswordLatch latch() {
        return new SqliteLatch(database);
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
