package dev.rollcall.oracle;

import dev.rollcall.agent.journal.JournalProof;
import dev.rollcall.agent.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A look into a journal by way of a copy, so that what a killed agent left is exactly what the next one finds. */
public final class JournalCopy implements AutoCloseable {

    private static final List<String> FILES = List.of("journal.db", "journal.db-wal");

    private final Path file;
    private final Connection connection;

    private JournalCopy(Path file) throws SQLException {
        this.file = file;
        this.connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    /**
     * Copies the journal of an agent that does not run.
     *
     * @param scratch an existing folder for the copy; what lies there is overwritten
     */
    public static JournalCopy of(Path dataDir, Path scratch) throws IOException, SQLException {
        Files.deleteIfExists(scratch.resolve("journal.db-shm"));
        for (String name : FILES) {
            Files.deleteIfExists(scratch.resolve(name));
            if (Files.exists(dataDir.resolve(name))) {
                Files.copy(dataDir.resolve(name), scratch.resolve(name));
            }
        }
        return new JournalCopy(scratch.resolve("journal.db"));
    }

    /** Whether a journal is there at all, with tables in it. */
    public boolean hasTables() throws SQLException {
        return number("select count(*) from sqlite_master where name = 'outbox'") > 0;
    }

    /** What the agent itself and SQLite find wrong with it, to the last row of the ledger; empty if nothing. */
    public List<String> flaws() throws SQLException {
        if (!hasTables()) {
            return List.of();
        }
        List<String> flaws = new ArrayList<>();
        column("pragma foreign_key_check").forEach(table -> flaws.add("foreign key of " + table));
        try (SqliteStore store = SqliteStore.openReadOnly(file)) {
            JournalProof proof = store.verifyAll();
            proof.faults().forEach(fault -> flaws.add(fault.toString()));
            if (proof.events() != number("select count(*) from event")) {
                flaws.add("verified " + proof.events() + " of " + number("select count(*) from event") + " events");
            }
        }
        return flaws;
    }

    /** The first number of the first row. */
    public long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** The first column of every row. */
    public List<String> column(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
