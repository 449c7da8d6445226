package dev.rollcall.agent.sqlite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The digest of a row of {@code event}: SHA-256 over its columns in the order of the table, each as length and text, and the
 * SHA-256 of the raw record in place of it, so that the record can be erased one day and the proof stays. A change here makes
 * every existing row look damaged: it needs a new version beside this one.
 */
final class RowDigest {

    private static final String VERSION = "rollcall row 1";
    private static final int FIRST_COLUMN = 2;
    private static final int RAW_COLUMN = 26;
    private static final int USUAL_LENGTH = 480;

    private RowDigest() {}

    /** Computes the digest of a row whose columns begin with those of {@code event}, as the database has it. */
    static byte[] of(ResultSet rows) throws SQLException {
        StringBuilder text = new StringBuilder(USUAL_LENGTH).append(VERSION);
        for (int column = FIRST_COLUMN; column < RAW_COLUMN; column++) {
            add(text, rows.getString(column));
        }
        return digest(text, rows.getBytes(RAW_COLUMN));
    }

    /**
     * Computes the digest of a row that is being written.
     *
     * @param values the values of all columns from {@code id} on, in the order of the table, {@code raw} last
     */
    static byte[] of(@Nullable Object... values) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH).append(VERSION);
        for (int i = 0; i < values.length - 1; i++) {
            add(text, values[i] == null ? null : String.valueOf(values[i]));
        }
        return digest(text, (byte[]) values[values.length - 1]);
    }

    /**
     * Tells whether a row that was read has a digest.
     *
     * @param texts its columns by number, from 1 on
     */
    static boolean isOf(byte[] expected, @Nullable String[] texts, byte @Nullable [] raw) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH).append(VERSION);
        for (int column = FIRST_COLUMN; column < RAW_COLUMN; column++) {
            add(text, texts[column]);
        }
        return MessageDigest.isEqual(expected, digest(text, raw));
    }

    /** Tells whether a row is what its column {@code expected} says. */
    static boolean matches(ResultSet rows) throws SQLException {
        byte[] expected = rows.getBytes("expected");
        return expected != null && MessageDigest.isEqual(expected, of(rows));
    }

    private static void add(StringBuilder text, @Nullable String value) {
        text.append('\n');
        if (value != null) {
            text.append(value.length()).append(' ').append(value);
        }
    }

    private static byte[] digest(StringBuilder text, byte @Nullable [] raw) {
        MessageDigest digest = Sha256.begin();
        byte[] content = raw == null ? new byte[0] : digest.digest(raw);
        digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return digest.digest(content);
    }
}
