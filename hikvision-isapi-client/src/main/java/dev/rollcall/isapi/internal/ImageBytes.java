package dev.rollcall.isapi.internal;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells pictures from other bytes, and the text that stands in for one. Internal to the module. */
public final class ImageBytes {

    private static final int[] JPEG = {0xFF, 0xD8, 0xFF};
    private static final int[] PNG = {0x89, 0x50, 0x4E, 0x47};
    private static final int[] PNG_SIGNATURE = {0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A};
    private static final Pattern STAND_IN =
            Pattern.compile("\\[picture removed: (\\d{1,18}) bytes, SHA-256 ([0-9a-f]{64})]");

    private ImageBytes() {}

    /** Whether a part is a picture, by its type or by how it begins. */
    public static boolean isPicture(@Nullable String contentType, byte[] source, int start, int end) {
        boolean typed = contentType != null
                && contentType.strip().toLowerCase(Locale.ROOT).startsWith("image/");
        return typed || begins(JPEG, source, start, end) || begins(PNG, source, start, end);
    }

    /** Where a picture begins inside bytes that should be text; -1 if none does. Neither signature is possible in UTF-8 text. */
    public static int findInText(byte[] source, int start, int end) {
        for (int at = start; at < end; at++) {
            if (source[at] < 0 && (begins(JPEG, source, at, end) || begins(PNG_SIGNATURE, source, at, end))) {
                return at;
            }
        }
        return -1;
    }

    /** Where a picture begins, also one of whose beginning the end of the bytes has left only a part; -1 if none does. */
    public static int findCut(byte[] source, int start, int end) {
        for (int at = start; at < end; at++) {
            if (source[at] < 0 && (beginsCut(JPEG, source, at, end) || beginsCut(PNG, source, at, end))) {
                return at;
            }
        }
        return -1;
    }

    public static String sha256(byte[] source, int start, int end) {
        return Hashing.sha256().hashBytes(source, start, end - start).toString();
    }

    /** The text that stands in for a picture. */
    public static String standIn(long length, String sha256) {
        return "[picture removed: " + length + " bytes, SHA-256 " + sha256 + "]";
    }

    /** The length and SHA-256 that a stand-in names; null if the bytes are none. */
    public static @Nullable Removed removed(byte[] source, int start, int end) {
        if (end - start > 200) {
            return null;
        }
        Matcher text = STAND_IN.matcher(new String(source, start, end - start, StandardCharsets.ISO_8859_1).strip());
        return text.matches() ? new Removed(Long.parseLong(text.group(1)), text.group(2)) : null;
    }

    private static boolean beginsCut(int[] signature, byte[] source, int start, int end) {
        int most = Math.min(signature.length, end - start);
        for (int i = 0; i < most; i++) {
            if ((source[start + i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean begins(int[] signature, byte[] source, int start, int end) {
        if (end - start < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if ((source[start + i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }

    /** What is left of a picture. */
    public record Removed(long length, String sha256) {}
}
