package dev.rollcall.isapi.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Finds pictures written as base64 inside JSON or XML: a run that begins as JPEG or PNG bytes do, after a character that is no
 * base64 digit. Slashes may be escaped as JSON allows. Internal to the module.
 */
public final class EncodedPictures {

    private static final String[] BEGINNINGS = {"/9j/", "\\/9j\\/", "_9j_", "iVBOR"};

    private EncodedPictures() {}

    /** Copies bytes, a stand-in for each picture. */
    public static void copyWithout(byte[] source, int start, int end, ByteArrayOutputStream target) {
        int copied = start;
        int at = start;
        while (at < end) {
            if (!begins(source, start, at, end)) {
                at++;
                continue;
            }
            int after = runEnd(source, at, end);
            target.write(source, copied, at - copied);
            target.writeBytes(standIn(source, at, after));
            copied = after;
            at = after;
        }
        target.write(source, copied, end - copied);
    }

    private static boolean begins(byte[] source, int start, int at, int end) {
        byte first = source[at];
        if (first != '/' && first != '\\' && first != '_' && first != 'i') {
            return false;
        }
        boolean afterEscape = at - start >= 2 && source[at - 2] == '\\';
        if (at > start && isDigit(source[at - 1]) && !afterEscape) {
            return false;
        }
        for (String beginning : BEGINNINGS) {
            if (matches(source, at, end, beginning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] source, int at, int end, String text) {
        if (end - at < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (source[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int runEnd(byte[] source, int from, int end) {
        int at = from;
        while (at < end && (isDigit(source[at]) || source[at] == '=' || isFolding(source, at, end))) {
            at++;
        }
        // A line end after the run belongs to the text around it.
        while (at > from && (source[at - 1] == '\r' || source[at - 1] == '\n' || source[at - 1] == ' ')) {
            at--;
        }
        return at;
    }

    /** Line ends inside a run, and the backslash of an escaped slash or line end. */
    private static boolean isFolding(byte[] source, int at, int end) {
        byte one = source[at];
        if (one == '\\') {
            return at + 1 < end && (source[at + 1] == '/' || source[at + 1] == 'n' || source[at + 1] == 'r');
        }
        return (one == '\r' || one == '\n') && at + 1 < end && (isDigit(source[at + 1]) || source[at + 1] == '\n');
    }

    private static boolean isDigit(byte one) {
        return (one >= 'A' && one <= 'Z')
                || (one >= 'a' && one <= 'z')
                || (one >= '0' && one <= '9')
                || one == '+'
                || one == '/'
                || one == '-'
                || one == '_';
    }

    private static byte[] standIn(byte[] source, int start, int end) {
        String text = new String(source, start, end - start, StandardCharsets.ISO_8859_1)
                .replace("\\n", "")
                .replace("\\r", "")
                .replace("\\/", "/")
                .replace('_', '/')
                .replace('-', '+');
        byte[] picture;
        try {
            picture = Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException cutShort) {
            picture = text.getBytes(StandardCharsets.ISO_8859_1);
        }
        return ImageBytes.standIn(picture.length, ImageBytes.sha256(picture, 0, picture.length))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
