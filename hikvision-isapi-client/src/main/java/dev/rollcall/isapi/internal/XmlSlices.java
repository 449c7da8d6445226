package dev.rollcall.isapi.internal;

import dev.rollcall.isapi.internal.JsonScanner.Slice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds where an XML document ends, so that several in one body can be told apart. Internal to the module. */
public final class XmlSlices {

    private XmlSlices() {}

    /** The document that starts at {@code start}; null if its root element is not closed before {@code end}. */
    public static @Nullable Slice document(byte[] body, int start, int end) {
        int root = rootStart(body, start, end);
        if (root < 0) {
            return null;
        }
        int nameEnd = root + 1;
        while (nameEnd < end && body[nameEnd] > ' ' && body[nameEnd] != '>' && body[nameEnd] != '/') {
            nameEnd++;
        }
        int tagEnd = indexOf(body, ">", nameEnd, end);
        if (tagEnd > 0 && body[tagEnd - 1] == '/') {
            return new Slice(start, tagEnd + 1);
        }
        String name = new String(body, root + 1, nameEnd - root - 1, StandardCharsets.ISO_8859_1);
        int close = indexOf(body, "</" + name, nameEnd, end);
        while (close >= 0) {
            int after = close + 2 + name.length();
            while (after < end && body[after] >= 0 && body[after] <= ' ') {
                after++;
            }
            if (after < end && body[after] == '>') {
                return new Slice(start, after + 1);
            }
            close = indexOf(body, "</" + name, after, end);
        }
        return null;
    }

    /** Skips declaration, comments and whatever else stands before the root element. */
    private static int rootStart(byte[] body, int start, int end) {
        int at = start;
        while (at >= 0 && at + 1 < end) {
            if (body[at] == '<' && body[at + 1] != '?' && body[at + 1] != '!') {
                return at;
            }
            int tagEnd = indexOf(body, ">", at, end);
            at = tagEnd < 0 ? -1 : indexOf(body, "<", tagEnd, end);
        }
        return -1;
    }

    private static int indexOf(byte[] body, String wanted, int from, int end) {
        byte[] text = wanted.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = from; at <= end - text.length; at++) {
            int same = 0;
            while (same < text.length && body[at + same] == text[same]) {
                same++;
            }
            if (same == text.length) {
                return at;
            }
        }
        return -1;
    }
}
