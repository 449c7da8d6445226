package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalException.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;

/**
 * Opens a journal for writing: verifies what came since it was last verified, notices one that is gone, replaced or damaged,
 * and makes a new one of what can be saved. A damaged file is moved aside, never deleted.
 */
final class Opening {

    /** What the names of files that were moved aside begin with, after the journal's own. */
    static final String ASIDE = ".damaged-";

    private static final Logger log = LoggerFactory.getLogger(Opening.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path file;
    private final Instant now;

    Opening(Path file, Instant now) {
        this.file = file;
        this.now = now;
    }

    Database open() {
        JournalMark mark = JournalMark.read(JournalMark.besides(file));
        if (isMissing()) {
            return openMissing(mark);
        }
        Database database = null;
        try {
            database = Database.open(file);
            examine(database, mark);
            prepare(database);
            return database;
        } catch (JournalException failed) {
            if (database != null) {
                database.close();
            }
            if (failed.trouble() != Trouble.DAMAGE
                    && !(failed.getCause() instanceof SQLiteException cause && SqliteTrouble.isMisfit(cause))) {
                throw failed;
            }
            return rebuild(failed, mark);
        }
    }

    private Database openMissing(@Nullable JournalMark mark) {
        boolean remains = Files.exists(sibling("-wal"));
        if (Files.exists(file) || remains) {
            moveAside();
        }
        Database database = Database.open(file);
        prepare(database);
        if (mark != null || remains) {
            tell(
                    database,
                    "journal-missing",
                    "The journal was gone when the agent started. A new one was made; all terminals are read from their beginning, "
                            + "and the receiver keeps each event once.");
        }
        return database;
    }

    private void examine(Database database, @Nullable JournalMark mark) {
        if (mark == null || !mark.closed()) {
            checkStructure(database);
        }
        new Verifier(database).verifyTail(now);
        new Marking(database).compare(mark, now);
    }

    private void prepare(Database database) {
        database.transaction(session -> {
            Credentials.makeSalt(session);
            return file;
        });
        new SqliteOutbox(database, InstantSource.fixed(now)).putBackLapsedClaims();
    }

    /** Looks for torn and lost pages, where the process before did not end properly. Indexes alone can be made anew. */
    private void checkStructure(Database database) {
        List<String> problems = problems(database);
        if (Structure.isMendedByIndexes(problems)) {
            Structure.makeIndexesAnew(database, problems);
            problems = problems(database);
        }
        if (!problems.isEmpty()) {
            String problem = problems.get(0);
            throw new JournalException(
                    "The journal " + file + " is damaged: " + problem, new SQLException(problem), Trouble.DAMAGE);
        }
    }

    private static List<String> problems(Database database) {
        return database.transaction(Structure::problems);
    }

    private Database rebuild(JournalException damage, @Nullable JournalMark mark) {
        log.error("The journal is damaged; a new one is made of what can be saved.", damage);
        Path aside = moveAside();
        Database database = Database.open(file);
        long versions = mark == null ? 0 : mark.head().seq();
        Salvage.Result saved;
        try {
            saved = new Salvage(aside, database).run(versions);
            prepare(database);
        } catch (JournalException failed) {
            database.close();
            throw failed;
        }
        tell(
                database,
                "journal-rebuilt",
                "The journal was damaged and is kept as " + aside.getFileName() + ". A new one was made of the "
                        + saved.events() + " events that still read as they were written, " + saved.unsent()
                        + " of them not delivered yet. All terminals are read again from their beginning. Check the disk of "
                        + "this computer.");
        return database;
    }

    private void tell(Database database, String kind, String text) {
        log.warn(text);
        database.transaction(session -> {
            Alarms.raise(session, kind, text, now);
            return text;
        });
    }

    private boolean isMissing() {
        try {
            return !Files.exists(file) || Files.size(file) == 0;
        } catch (IOException unreadable) {
            throw new JournalException(
                    "The journal " + file + " cannot be read. Let the agent's account own dataDir.", unreadable);
        }
    }

    private Path moveAside() {
        String name = file.getFileName() + ASIDE + STAMP.format(now);
        Path aside = file.resolveSibling(name);
        for (int copy = 2; Files.exists(aside) || Files.exists(Path.of(aside + "-wal")); copy++) {
            aside = file.resolveSibling(name + "-" + copy);
        }
        try {
            for (String suffix : List.of("", "-wal", "-shm")) {
                if (Files.exists(sibling(suffix))) {
                    Files.move(sibling(suffix), Path.of(aside + suffix));
                }
            }
            return aside;
        } catch (IOException failed) {
            throw new JournalException(
                    "The damaged journal " + file
                            + " cannot be moved aside. Move it with its -wal and -shm files to another "
                            + "folder and start the agent again.",
                    failed);
        }
    }

    private Path sibling(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
