package dev.rollcall.oracle;

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

    private final Connection connection;

    private JournalCopy(Connection connection) {
        this.connection = connection;
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
        return new JournalCopy(DriverManager.getConnection("jdbc:sqlite:" + scratch.resolve("journal.db")));
    }

    /** Whether a journal is there at all, with tables in it. */
    public boolean hasTables() throws SQLException {
        return number("select count(*) from sqlite_master where name = 'outbox'") > 0;
    }

    /** What SQLite finds wrong with it; empty if nothing. */
    public List<String> flaws() throws SQLException {
        List<String> flaws = new ArrayList<>(column("pragma integrity_check"));
        flaws.remove("ok");
        column("pragma foreign_key_check").forEach(table -> flaws.add("foreign key of " + table));
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
