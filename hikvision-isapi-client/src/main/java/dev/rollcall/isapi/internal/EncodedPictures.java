package dev.rollcall.isapi.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Finds pictures written as base64 inside JSON or XML: a run that begins as JPEG or PNG bytes do, after a character that is no
 * base64 digit. Digits may be written as JSON and XML allow ({@code \/}, numbered), lines folded and indented. Internal to the
 * module.
 */
public final class EncodedPictures {

    private static final String[] BEGINNINGS = {"/9j/", "iVBOR"};

    private EncodedPictures() {}

    /** Copies bytes, a stand-in for each picture. */
    public static void copyWithout(byte[] source, int start, int end, ByteArrayOutputStream target) {
        int copied = start;
        int at = start;
        while (at < end) {
            if (!begins(source, start, at, end, false)) {
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

    /** Where the first picture begins, also one of which the end of the bytes has cut off all but a beginning; -1 if none does. */
    public static int findCut(byte[] source, int start, int end) {
        for (int at = start; at < end; at++) {
            if (begins(source, start, at, end, true)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean begins(byte[] source, int start, int at, int end, boolean mayBeCut) {
        byte first = source[at];
        if (first != '/' && first != '\\' && first != '_' && first != 'i' && first != '&') {
            return false;
        }
        boolean afterEscape = at - start >= 2 && source[at - 2] == '\\';
        if (at > start && isDigit(source[at - 1]) && !afterEscape) {
            return false;
        }
        for (String beginning : BEGINNINGS) {
            if (matches(source, at, end, beginning, mayBeCut)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] source, int from, int end, String text, boolean mayBeCut) {
        int at = from;
        for (int i = 0; i < text.length(); i++) {
            if (at >= end) {
                return mayBeCut;
            }
            WrittenCharacter found = WrittenCharacter.at(source, at, end);
            if (found.cut()) {
                return mayBeCut;
            }
            char digit = found.value() == '_' ? '/' : found.value();
            if (digit != text.charAt(i)) {
                return false;
            }
            at += found.width();
        }
        return true;
    }

    /** Blanks after the run belong to the text around it. */
    private static int runEnd(byte[] source, int from, int end) {
        int at = from;
        int last = from;
        boolean folding = false;
        while (at < end) {
            WrittenCharacter found = WrittenCharacter.at(source, at, end);
            char value = found.value();
            boolean digit = isDigit(value) || value == '=';
            folding = value == '\n' || value == '\r' || (folding && (value == ' ' || value == '\t'));
            if (!digit && !folding && !found.cut()) {
                return last;
            }
            at += found.width();
            last = folding ? last : at;
        }
        return last;
    }

    private static boolean isDigit(int one) {
        return (one >= 'A' && one <= 'Z')
                || (one >= 'a' && one <= 'z')
                || (one >= '0' && one <= '9')
                || one == '+'
                || one == '/'
                || one == '-'
                || one == '_';
    }

    private static byte[] standIn(byte[] source, int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        int at = start;
        while (at < end) {
            WrittenCharacter found = WrittenCharacter.at(source, at, end);
            text.append(found.value() == '_' ? '/' : found.value() == '-' ? '+' : found.value());
            at += found.width();
        }
        byte[] picture;
        try {
            picture = Base64.getMimeDecoder().decode(text.toString());
        } catch (IllegalArgumentException cutShort) {
            picture = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        }
        return ImageBytes.standIn(picture.length, ImageBytes.sha256(picture, 0, picture.length))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
