package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalException.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The versions of the journal's tables, and what an opened database must be. */
final class Schema {

    /** The version this program writes; kept in {@code user_version}. */
    static final int VERSION = 8;

    /** The first version whose rows are digested. */
    private static final int DIGESTS = 2;

    /** The first version whose events are tallied. */
    private static final int TALLIES = 4;

    /** Below it SQLite can corrupt a write-ahead log. */
    private static final int[] OLDEST_SQLITE = {3, 51, 3};

    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*\\n");

    private static final String SYNCHRONOUS_FULL = "2";

    private Schema() {}

    /** Reads back that commits are durable. */
    static void checkSafety(Connection connection, Path file) throws SQLException {
        String version = text(connection, "select sqlite_version()");
        if (Arrays.compare(numbers(version), OLDEST_SQLITE) < 0) {
            throw new JournalException("SQLite " + version + " can damage the journal " + file
                    + ". Use the agent with the SQLite it was built with (3.51.3 or newer).");
        }
        require(connection, file, "journal_mode", "wal");
        require(connection, file, "synchronous", SYNCHRONOUS_FULL);
        require(connection, file, "foreign_keys", "1");
    }

    /** Checks that this program knows the tables. */
    static void checkVersion(Connection connection, Path file) throws SQLException {
        int found = versionOf(connection);
        if (found > VERSION) {
            throw new JournalException("The journal " + file + " was written by a newer agent (its tables are version "
                    + found + ", this agent knows " + VERSION
                    + "). Start that newer agent, or give this one another dataDir.");
        }
        if (found >= 1 && found < VERSION) {
            throw new JournalException("The journal " + file + " has the tables of an older agent (version " + found
                    + "). Run 'sync' or 'run' once: that brings them up to date.");
        }
        if (found < 1) {
            throw new JournalException("The journal " + file + " is empty. Run 'sync' or 'run' first.");
        }
    }

    /** Checks that the tables are exactly those of this program, as they are while an agent of the same version runs. */
    static void checkCurrent(Connection connection, Path file) throws SQLException {
        checkVersion(connection, file);
        if (versionOf(connection) < VERSION) {
            throw new JournalException(
                    "The tables of the journal " + file
                            + " are those of an older agent. Start 'run' or 'sync' of this version once; a running agent must be restarted with it.");
        }
    }

    /** Brings the tables to this program's version, in one transaction. */
    static void migrate(Connection connection, Path file) throws SQLException {
        int found = versionOf(connection);
        if (found >= VERSION) {
            checkVersion(connection, file);
            return;
        }
        Database.execute(connection, "begin immediate");
        try {
            for (int version = found + 1; version <= VERSION; version++) {
                for (String statement :
                        END_OF_STATEMENT.splitAsStream(script(version)).toList()) {
                    if (!statement.isBlank()) {
                        Database.execute(connection, statement);
                    }
                }
            }
            if (found < DIGESTS) {
                enterDigests(connection);
            }
            if (found < TALLIES) {
                tally(connection);
            }
            Database.execute(connection, "pragma user_version = " + VERSION);
            Database.execute(connection, "commit");
        } catch (SQLException failed) {
            try {
                Database.execute(connection, "rollback");
            } catch (SQLException rolledBackAlready) {
                failed.addSuppressed(rolledBackAlready);
            }
            throw failed;
        }
    }

    /** Checks that the tables are those that this program makes. */
    static void checkTables(Connection connection, Path file) throws SQLException {
        try (Connection fresh = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            migrate(fresh, file);
            if (!tables(connection).containsAll(tables(fresh))) {
                String problem = "its tables are not as they were made";
                throw new JournalException(
                        "The journal " + file + " is damaged: " + problem, new SQLException(problem), Trouble.DAMAGE);
            }
        }
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> tables = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select type, name, tbl_name, sql from sqlite_schema")) {
            while (rows.next()) {
                tables.add(rows.getString(1)
                        + ' '
                        + rows.getString(2)
                        + ' '
                        + rows.getString(3)
                        + ' '
                        + rows.getString(4));
            }
        }
        return tables;
    }

    private static void enterDigests(Connection connection) throws SQLException {
        Session session = new Session(connection);
        try {
            new Ledger(session).enterAll();
            Checkpoints.enterAll(session);
        } finally {
            session.forget();
        }
    }

    private static void tally(Connection connection) throws SQLException {
        Session session = new Session(connection);
        try {
            new TallyRecount(session).run();
        } finally {
            session.forget();
        }
    }

    private static int versionOf(Connection connection) throws SQLException {
        return Integer.parseInt(text(connection, "pragma user_version"));
    }

    private static void require(Connection connection, Path file, String pragma, String expected) throws SQLException {
        String found = text(connection, "pragma " + pragma).toLowerCase(Locale.ROOT);
        if (!found.equals(expected)) {
            throw new JournalException("The journal " + file + " cannot be kept safely: " + pragma + " is " + found
                    + " instead of " + expected + ". Put dataDir on a local disk, not on a network share.");
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            String text = rows.next() ? rows.getString(1) : null;
            return text == null ? "" : text;
        }
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\."))
                .limit(OLDEST_SQLITE.length)
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static String script(int version) {
        String name = "schema-" + version + ".sql";
        try (InputStream stream = Objects.requireNonNull(Schema.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
