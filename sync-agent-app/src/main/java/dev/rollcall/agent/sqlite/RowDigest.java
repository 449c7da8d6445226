package dev.rollcall.agent.sqlite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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

    /**
     * Computes the digest of a row that is being written.
     *
     * @param values the values of all columns from {@code id} on, in the order of the table, {@code raw} last
     */
    static byte[] ofValues(@Nullable Object... values) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH).append(VERSION);
        for (int i = 0; i < values.length - 1; i++) {
            add(text, values[i] == null ? null : String.valueOf(values[i]));
        }
        return digest(text, (byte[]) values[values.length - 1]);
    }

    /**
     * Computes the digest of a row that was read.
     *
     * @param texts its columns by number, from 1 on
     */
    static byte[] of(@Nullable String[] texts, byte @Nullable [] raw) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH).append(VERSION);
        for (int column = FIRST_COLUMN; column < RAW_COLUMN; column++) {
            add(text, texts[column]);
        }
        return digest(text, raw);
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
