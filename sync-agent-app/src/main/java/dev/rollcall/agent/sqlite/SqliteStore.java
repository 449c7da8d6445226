package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.command.CommandTable;
import dev.rollcall.agent.journal.Backfills;
import dev.rollcall.agent.journal.DeviceHistory;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.PasswordLatch;
import dev.rollcall.agent.journal.PunchLog;
import dev.rollcall.agent.journal.Quarantine;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.outbox.OutboxListing;
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

    /**
     * Opens a journal beside the agent that owns it, to hand a command over. Only {@link #commands()} is of use then.
     *
     * @throws JournalException if it is not usable; the message says why and what to do
     */
    public static SqliteStore openBeside(Path file) {
        return new SqliteStore(Database.openBeside(file));
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

    /** Returns the facts. */
    public JournalFacts facts() {
        return new SqliteFacts(database);
    }

    /** Returns the table of handed-over commands. */
    public CommandTable commands() {
        return new SqliteCommands(database);
    }

    /** Returns the quarantine. */
    public Quarantine quarantine() {
        return new SqliteQuarantine(database);
    }

    /** Returns the backfills. */
    public Backfills backfills() {
        return new SqliteBackfills(database);
    }

    /** Returns how reading and delivering have gone. */
    public DeviceHistory history() {
        return new SqliteHistory(database);
    }

    /** Returns a view of the outbox. */
    public OutboxListing outboxListing() {
        return new SqliteOutboxListing(database);
    }

    /** Returns the events in order. */
    public PunchLog punches() {
        return new SqlitePunchLog(database);
    }

    @Override
    public void close() {
        database.close();
    }
}
