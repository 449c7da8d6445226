package dev.rollcall.disklab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sqlite.SQLiteConfig;

/** What a journal's tables hold, read with SQLite alone and without changing anything. */
final class JournalLook {

    private static final int DIGEST_BYTES = 12;

    private JournalLook() {}

    /** A digest of every row of every table. */
    static String stateOf(Path file) throws SQLException {
        String all = String.join(" ", tablesOf(file).values());
        byte[] digest = sha256().digest(all.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(digest, DIGEST_BYTES));
    }

    /** A digest of each table. */
    static Map<String, String> tablesOf(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        Map<String, String> digests = new TreeMap<>();
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                MessageDigest digest = sha256();
                addRows(digest, statement, table);
                digests.put(table, HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), DIGEST_BYTES)));
            }
        }
        return digests;
    }

    /** The same of one that nobody has open; a look at the file itself would make files beside it. */
    static String stateOfClosed(Path file) throws SQLException, IOException {
        Path copy = Files.createTempFile("journal", ".db");
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            return stateOf(copy);
        } finally {
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(copy + suffix));
            }
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery("select name from sqlite_schema where type = 'table' order by name")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static void addRows(MessageDigest digest, Statement statement, String table) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select * from \"" + table + "\"")) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    Object value = rows.getObject(column);
                    byte[] bytes = value instanceof byte[] blob
                            ? blob
                            : String.valueOf(value).getBytes(StandardCharsets.UTF_8);
                    digest.update((byte) (value == null ? 0 : value instanceof byte[] ? 1 : 2));
                    digest.update((byte) (bytes.length >> 8));
                    digest.update((byte) bytes.length);
                    digest.update(bytes);
                }
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
