package dev.rollcall.isapi.notification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the header lines of one part say. */
record StreamPart(@Nullable String contentType, long declaredLength, boolean namedPicture) {

    static final long UNDECLARED = -1;
    private static final Pattern HEADER = Pattern.compile("([A-Za-z][A-Za-z0-9_-]{0,60})\\s*:(.*)");
    private static final Pattern PICTURE_NAME = Pattern.compile("(?i).*\\bname\\s*=\\s*\"?picture\\w*\"?(?:;.*)?");
    private static final int MAX_HEADERS = 100;
    private static final int MAX_LINE = 2048;

    /**
     * Reads header lines and leaves the content. Blank lines before, between and after them are skipped, as all of that
     * occurs; a line that is no header, or a byte that begins a document or picture, begins the content.
     */
    static StreamPart read(StreamBytes bytes, PartDelimiter delimiter) throws IOException {
        Map<String, String> headers = new HashMap<>();
        boolean afterBlank = false;
        for (int lines = 0; lines < MAX_HEADERS && !beginsContent(bytes.peek()); lines++) {
            Line line = Line.read(bytes);
            if (line.text().isBlank() && line.whole()) {
                afterBlank = !headers.isEmpty();
                continue;
            }
            Matcher header = HEADER.matcher(line.text().strip());
            boolean more = header.matches() && (!afterBlank || isContentHeader(line.text()));
            if (!more || delimiter.is(line.text())) {
                line.giveBack(bytes);
                break;
            }
            headers.put(
                    header.group(1).toLowerCase(Locale.ROOT), header.group(2).strip());
            line.skipRest(bytes);
        }
        return of(headers);
    }

    static boolean isContentHeader(String line) {
        return line.regionMatches(true, 0, "Content-", 0, 8) && line.indexOf(':') > 0;
    }

    static boolean beginsContent(int next) {
        return next == StreamBytes.END || next == '{' || next == '[' || next == '<' || next >= 0x80;
    }

    boolean isTypedPicture() {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("image/");
    }

    private static StreamPart of(Map<String, String> headers) {
        String length = headers.getOrDefault("content-length", "");
        return new StreamPart(
                headers.get("content-type"),
                length.matches("\\d{1,9}") ? Long.parseLong(length) : UNDECLARED,
                PICTURE_NAME
                        .matcher(headers.getOrDefault("content-disposition", ""))
                        .matches());
    }

    /**
     * One line, or the beginning of one that is too long.
     *
     * @param whole its end was reached
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for one line
    record Line(byte[] read, int length, boolean whole) {

        static Line read(StreamBytes bytes) throws IOException {
            byte[] read = new byte[MAX_LINE];
            int length = 0;
            while (length < MAX_LINE) {
                int next = bytes.read();
                if (next == StreamBytes.END) {
                    return new Line(read, length, true);
                }
                read[length++] = (byte) next;
                if (next == '\n') {
                    return new Line(read, length, true);
                }
            }
            return new Line(read, length, false);
        }

        String text() {
            return new String(read, 0, length, StandardCharsets.ISO_8859_1);
        }

        void giveBack(StreamBytes bytes) {
            bytes.giveBack(read, length);
        }

        void skipRest(StreamBytes bytes) throws IOException {
            int next = whole ? '\n' : bytes.read();
            while (next != '\n' && next != StreamBytes.END) {
                next = bytes.read();
            }
        }
    }
}
