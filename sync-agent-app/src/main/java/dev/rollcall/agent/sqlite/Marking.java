package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.sqlite.LedgerEntry.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares an opened journal with the mark beside it, and keeps the mark up to date. */
final class Marking {

    private static final Logger log = LoggerFactory.getLogger(Marking.class);
    private static final String JOURNAL_ID = "journal-id";

    private final Database database;
    private final Path file;

    Marking(Database database) {
        this.database = database;
        this.file = JournalMark.besides(database.file());
    }

    /** Notes an older copy or another journal than was marked, and has all terminals read again then. */
    void compare(@Nullable JournalMark mark, Instant now) {
        database.transaction(session -> {
            String problem = mark == null ? null : problem(session, mark);
            if (problem != null) {
                log.warn(problem);
                Alarms.raise(session, "journal-replaced", problem, now);
                Rereads.ask(session, null, "another journal than was left", now);
            }
            return file;
        });
    }

    /** Writes the mark. A mark that cannot be written is left as it was: an older one proves a little less. */
    void write(boolean closed) {
        JournalMark mark = database.transaction(
                session -> new JournalMark(journalId(session), new Ledger(session).head(), closed));
        try {
            mark.write(file);
        } catch (IOException failed) {
            log.warn("{} cannot be written; it is tried again later.", file, failed);
        }
    }

    private static @Nullable String problem(Session session, JournalMark mark) throws SQLException {
        String remedy = " Nothing is lost: all terminals are read again, and the receiver keeps each event once.";
        if (!mark.journal().equals(journalId(session))) {
            return "The journal is another one than this agent left here." + remedy;
        }
        Ledger ledger = new Ledger(session);
        if (mark.head().seq() <= ledger.base().seq()) {
            return null;
        }
        LedgerEntry entry = Statements.first(
                session,
                LedgerEntry::of,
                "select * from ledger where seq = ?",
                mark.head().seq());
        Position found = entry == null ? Position.START : entry.position();
        return found.isSame(mark.head())
                ? null
                : "The journal is older than this agent left it: a copy was put back." + remedy;
    }

    private static String journalId(Session session) throws SQLException {
        String known = Meta.get(session, JOURNAL_ID);
        if (known != null) {
            return known;
        }
        String made = UUID.randomUUID().toString();
        Meta.put(session, JOURNAL_ID, made);
        return made;
    }
}
