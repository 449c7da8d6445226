package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.command.CommandTable;
import dev.rollcall.agent.journal.Backfills;
import dev.rollcall.agent.journal.DeviceHistory;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalProof;
import dev.rollcall.agent.journal.PasswordLatch;
import dev.rollcall.agent.journal.PunchLog;
import dev.rollcall.agent.journal.PushBook;
import dev.rollcall.agent.journal.Quarantine;
import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.agent.journal.Upkeep;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.outbox.OutboxListing;
import dev.rollcall.agent.schedule.Holdbacks;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal file, opened, with the ports that live in it. Closing it ends all of them. Safe from any thread. */
public final class SqliteStore implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SqliteStore.class);

    private final Database database;
    private final InstantSource clock;
    private final SqliteUpkeep upkeep;
    private final SqliteLatch latch;
    private volatile boolean marks;

    private SqliteStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.latch = new SqliteLatch(database);
        this.upkeep = new SqliteUpkeep(database, this::mark);
    }

    /**
     * Opens a journal for writing, making or migrating it as needed, and verifies what came since it was last verified. The
     * caller holds the instance lock. One that is gone, damaged or replaced by another copy is made good as far as that goes;
     * an alarm tells of it, and all devices are read again.
     *
     * @param clock stamps what is noticed
     * @throws JournalException if it is not usable; the message says why and what to do
     */
    public static SqliteStore open(Path file, InstantSource clock) {
        Database database = new Opening(file, clock.instant()).open();
        SqliteStore store = new SqliteStore(database, clock);
        try {
            store.mark(false);
        } catch (JournalException failed) {
            database.close();
            throw failed;
        }
        return store;
    }

    /**
     * Opens a journal for reading only, also beside a running agent. Only {@link #facts()} is of use then.
     *
     * @throws JournalException if it is not usable; the message says why and what to do
     */
    public static SqliteStore openReadOnly(Path file) {
        return new SqliteStore(Database.openReadOnly(file), InstantSource.fixed(Instant.EPOCH));
    }

    /**
     * Opens a journal beside the agent that owns it, to hand a command over. Only {@link #commands()} is of use then.
     *
     * @throws JournalException if it is not usable; the message says why and what to do
     */
    public static SqliteStore openBeside(Path file) {
        return new SqliteStore(Database.openBeside(file), InstantSource.fixed(Instant.EPOCH));
    }

    /** Returns the journal. */
    public Journal journal() {
        return new SqliteJournal(database, clock);
    }

    /** Returns the outbox. */
    public Outbox outbox() {
        return new SqliteOutbox(database, clock);
    }

    /** Returns the password latch; always the same, since it remembers what it has read. */
    public PasswordLatch latch() {
        return latch;
    }

    /** Returns what is held back. */
    public Holdbacks holdbacks() {
        return new SqliteHoldbacks(database);
    }

    /** Returns the facts. */
    public JournalFacts facts() {
        return new SqliteFacts(database, latch);
    }

    /** Returns what keeps the journal sound and small; always the same, since it remembers how far it came. */
    public Upkeep upkeep() {
        return upkeep;
    }

    /** Verifies the whole journal and changes nothing; also beside a running agent, for as long as the journal is large. */
    public JournalProof verifyAll() {
        return database.transaction(session -> new FullCheck(session).run());
    }

    /** Says who is told once, from any thread, that the journal can be trusted no more in this process. */
    public void whenBroken(Consumer<JournalException> listener) {
        database.whenBroken(listener);
    }

    /** Returns the table of handed-over commands. */
    public CommandTable commands() {
        return new SqliteCommands(database);
    }

    /** Returns which terminals were told to post here, and what they posted. */
    public PushBook pushes() {
        return new SqlitePushBook(database);
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

    /** Returns what was counted, and what comparing it came to. */
    public TallyBook tallies() {
        return new SqliteTallyBook(database);
    }

    /** Returns a view of the outbox. */
    public OutboxListing outboxListing() {
        return new SqliteOutboxListing(database);
    }

    /** Returns the events in order. */
    public PunchLog punches() {
        return new SqlitePunchLog(database);
    }

    /** Sets something of the connection, for tests of a disk without room. */
    void pragma(String setting) throws SQLException {
        database.pragma(setting);
    }

    @Override
    public void close() {
        if (marks) {
            try {
                mark(true);
            } catch (JournalException failed) {
                log.warn("The journal could not be marked as closed; the next start verifies more.", failed);
            }
        }
        database.close();
    }

    private void mark(boolean closed) {
        new Marking(database).write(closed);
        marks = true;
    }
}
