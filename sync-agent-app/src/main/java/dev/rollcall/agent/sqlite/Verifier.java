package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalException.Trouble;
import dev.rollcall.agent.sqlite.LedgerEntry.Position;
import dev.rollcall.agent.sqlite.LedgerWalk.Step;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Verifies the journal step by step and sets aside what is not as it was written. Each step is one transaction. */
final class Verifier {

    private static final int START_ENTRIES = 2_000;
    private static final String PLACE = "verify-place";

    private final Database database;
    private @Nullable Position reached;
    private boolean placeRead;

    Verifier(Database database) {
        this.database = database;
    }

    /** Verifies all that came since the last verified position. */
    void verifyTail(Instant now) {
        boolean more = true;
        while (more) {
            more = database.transaction(session -> {
                Ledger ledger = new Ledger(session);
                Position anchor = ledger.anchor();
                return !step(session, ledger, anchor, START_ENTRIES, now)
                        .reached()
                        .isSame(anchor);
            });
        }
    }

    /** Verifies the next so many entries from the beginning on; returns whether the end was reached. */
    synchronized boolean verifySome(int entries, Instant now) {
        boolean ended = verifyRows(entries, now);
        if (ended) {
            verifyStructure();
        }
        return ended;
    }

    private boolean verifyRows(int entries, Instant now) {
        return database.transaction(session -> {
            Ledger ledger = new Ledger(session);
            Position base = ledger.base();
            if (!placeRead) {
                reached = place(session);
                placeRead = true;
            }
            Position from = reached == null || reached.seq() < base.seq() ? base : reached;
            Step step = step(session, ledger, from, entries, now);
            boolean end = step.entries() < entries;
            reached = end ? null : step.reached();
            if (end) {
                verifyCheckpoints(session, now);
                Meta.put(session, SqliteHealth.VERIFIED_AT, now.toString());
            }
            return end;
        });
    }

    /** Lets the next process begin where this one has come to. */
    synchronized void keepPlace() {
        String place = reached == null ? "" : Long.toString(reached.seq());
        database.transaction(session -> {
            Meta.put(session, PLACE, place);
            return place;
        });
    }

    private static @Nullable Position place(Session session) throws SQLException {
        String seq = Meta.get(session, PLACE);
        LedgerEntry entry = seq == null || seq.isEmpty()
                ? null
                : Statements.first(session, LedgerEntry::of, "select * from ledger where seq = ?", seq);
        return entry == null ? null : entry.position();
    }

    private static Step step(Session session, Ledger ledger, Position from, int entries, Instant now)
            throws SQLException {
        Step step = LedgerWalk.step(session, from, entries);
        DamagedRows damaged = new DamagedRows(session, ledger);
        if (!step.broken().isEmpty()) {
            mendChain(session, ledger, step.broken().get(0), now);
            step = LedgerWalk.step(session, from, entries);
        }
        for (LedgerWalk.Finding finding : step.findings()) {
            switch (finding.fault()) {
                case OTHER_CONTENT -> damaged.setAside(finding.event(), DamagedRows.OTHER_CONTENT, now);
                case GONE -> damaged.setAside(finding.event(), DamagedRows.GONE, now);
                case NO_PLACE -> {
                    OutboxRows.replace(session, finding.event());
                    DamagedRows.countAnew(session, null);
                }
            }
        }
        if (step.reached().seq() > ledger.anchor().seq()) {
            ledger.moveAnchor(step.reached());
        }
        return step;
    }

    private static void mendChain(Session session, Ledger ledger, Position lastGood, Instant now) throws SQLException {
        ledger.chainAnew(lastGood);
        ledger.moveAnchor(lastGood);
        String text = "The journal's ledger is broken after entry " + lastGood.seq()
                + ": entries there are not what was written. All terminals are read again. Check the disk of this computer.";
        Alarms.raise(session, "ledger-broken", text, now);
        Rereads.ask(session, null, "a broken ledger", now);
    }

    /**
     * An event that an index does not lead to would wait for ever, or not be recognised. Looked for beside the connection that writes,
     * which need not wait. A file that is damaged otherwise is used no more; the next start makes a new one of it.
     */
    private void verifyStructure() {
        List<String> problems = problemsOfStructure();
        if (Structure.isMendedByIndexes(problems)) {
            Structure.makeIndexesAnew(database, problems);
        } else if (!problems.isEmpty()) {
            database.transaction(session -> {
                throw new SQLiteException(problems.get(0), SQLiteErrorCode.SQLITE_CORRUPT);
            });
        }
    }

    private List<String> problemsOfStructure() {
        try (Database beside = Database.openReadOnly(database.file())) {
            return beside.transaction(Structure::problems);
        } catch (JournalException failed) {
            if (failed.trouble() == Trouble.PASSING || !(failed.getCause() instanceof SQLException cause)) {
                throw failed;
            }
            return database.transaction(session -> {
                throw cause;
            });
        }
    }

    private static void verifyCheckpoints(Session session, Instant now) throws SQLException {
        for (String device : Checkpoints.damaged(session)) {
            Rereads.ask(session, device, "a damaged checkpoint", now);
        }
    }
}
