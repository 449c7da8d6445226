package dev.rollcall.isapi.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Splits a multipart body as terminals send it, not as the standard wants it: the blank line after a part's headers may be missing
 * (DS-K1T341CMFW V3.3.8), a part may have no Content-Type (DS-K1T342EFWX V3.3.5), the boundary may be known from the body
 * only, the end may be cut off. Works on byte positions and copies nothing. Internal to the module.
 */
public final class MultipartSplitter {

    private static final Pattern BOUNDARY =
            Pattern.compile("boundary\\s*=\\s*(?:\"([^\"]+)\"|([^;,\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADER = Pattern.compile("([A-Za-z][A-Za-z0-9_-]*)\\s*:(.*)");
    private static final int MAX_LINE = 2048;
    private static final int MAX_PREAMBLE = 4096;

    /** More is no terminal's work; what follows counts as one last part. */
    private static final int MAX_PARTS = 256;

    private final byte[] body;
    private final byte[] delimiter;
    private final int contentStart;

    private MultipartSplitter(byte[] body, byte[] delimiter) {
        this.body = body;
        this.delimiter = delimiter;
        this.contentStart = BodyReader.contentStart(body);
    }

    /** The parts of {@code body}; null if it is not multipart, whatever its type says. */
    public static @Nullable Parts split(@Nullable String contentType, byte[] body) {
        int start = BodyReader.contentStart(body);
        if (start == body.length || body[start] == '{' || body[start] == '[' || body[start] == '<') {
            return null;
        }
        byte[] delimiter = declaredDelimiter(contentType);
        if (delimiter == null || new MultipartSplitter(body, delimiter).nextDelimiter(0) < 0) {
            delimiter = foundDelimiter(body, start);
        }
        return delimiter == null ? null : new MultipartSplitter(body, delimiter).parts();
    }

    private static byte @Nullable [] declaredDelimiter(@Nullable String contentType) {
        Matcher matcher = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!matcher.find()) {
            return null;
        }
        String boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The first line that begins with two hyphens, in the first bytes of the body. */
    private static byte @Nullable [] foundDelimiter(byte[] body, int start) {
        int at = start;
        while (at < body.length && at - start < MAX_PREAMBLE) {
            int end = endOfLine(body, at);
            String line =
                    new String(body, at, Math.min(end - at, MAX_LINE), StandardCharsets.ISO_8859_1).stripTrailing();
            if (line.startsWith("--") && line.length() > 2 && line.length() <= 200) {
                return line.getBytes(StandardCharsets.ISO_8859_1);
            }
            at = end + 1;
        }
        return null;
    }

    private Parts parts() {
        List<Part> parts = new ArrayList<>();
        int at = nextDelimiter(0);
        while (at >= 0 && !closes(at)) {
            if (parts.size() == MAX_PARTS) {
                parts.add(new Part(Map.of(), at, body.length));
                return new Parts(parts, true);
            }
            int headers = Math.min(body.length, endOfLine(body, at) + 1);
            if (headers >= body.length) {
                return new Parts(parts, true);
            }
            Map<String, String> fields = new HashMap<>();
            int content = readHeaders(headers, fields);
            int next = delimiterAfter(content, fields.get("content-length"));
            parts.add(new Part(fields, content, next < 0 ? body.length : trimLineEnd(content, next)));
            at = next;
        }
        return new Parts(parts, at < 0);
    }

    private int readHeaders(int start, Map<String, String> fields) {
        int at = start;
        while (at < body.length) {
            int end = endOfLine(body, at);
            String line = new String(body, at, Math.min(end - at, MAX_LINE), StandardCharsets.UTF_8).strip();
            if (line.isEmpty()) {
                return Math.min(body.length, end + 1);
            }
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                return at;
            }
            fields.put(header.group(1).toLowerCase(Locale.ROOT), header.group(2).strip());
            at = Math.min(body.length, end + 1);
        }
        return at;
    }

    /** Trusts a Content-Length that ends right before a delimiter, since picture bytes may hold anything; else searches. */
    private int delimiterAfter(int content, @Nullable String contentLength) {
        if (contentLength != null && contentLength.matches("\\d{1,9}")) {
            int at = content + Integer.parseInt(contentLength);
            while (at < body.length && (body[at] == '\r' || body[at] == '\n')) {
                at++;
            }
            if (at < body.length && isDelimiter(at)) {
                return at;
            }
        }
        return nextDelimiter(content);
    }

    private int nextDelimiter(int from) {
        for (int at = from; at <= body.length - delimiter.length; at++) {
            if (body[at] == '-' && isDelimiter(at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isDelimiter(int at) {
        if (at > 0 && body[at - 1] != '\n' && body[at - 1] != '\r' && at != contentStart) {
            return false;
        }
        if (at + delimiter.length > body.length) {
            return false;
        }
        for (int i = 0; i < delimiter.length; i++) {
            if (body[at + i] != delimiter[i]) {
                return false;
            }
        }
        int after = at + delimiter.length;
        return after == body.length || (body[after] <= ' ' && body[after] >= 0) || closes(at);
    }

    private boolean closes(int at) {
        int after = at + delimiter.length;
        return after + 1 < body.length && body[after] == '-' && body[after + 1] == '-';
    }

    private int trimLineEnd(int start, int end) {
        int trimmed = end;
        if (trimmed > start && body[trimmed - 1] == '\n') {
            trimmed--;
        }
        if (trimmed > start && body[trimmed - 1] == '\r') {
            trimmed--;
        }
        return trimmed;
    }

    private static int endOfLine(byte[] body, int from) {
        int at = from;
        while (at < body.length && body[at] != '\n') {
            at++;
        }
        return at;
    }

    /**
     * What was found.
     *
     * @param truncated the closing delimiter is missing
     */
    public record Parts(List<Part> parts, boolean truncated) {}

    /**
     * One part: its headers, names in lower case, and where its content lies.
     *
     * @param start first byte of the content
     * @param end after its last byte, the line end before the next delimiter not counted
     */
    public record Part(Map<String, String> headers, int start, int end) {

        public @Nullable String contentType() {
            return headers.get("content-type");
        }

        /** Whether the part is the form field {@code name}. */
        public boolean isNamed(String name) {
            String disposition = headers.getOrDefault("content-disposition", "");
            return disposition.matches("(?i).*\\bname\\s*=\\s*\"?" + Pattern.quote(name) + "\"?(;.*)?");
        }
    }
}
