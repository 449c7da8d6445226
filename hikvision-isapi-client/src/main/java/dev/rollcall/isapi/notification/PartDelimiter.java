package dev.rollcall.isapi.notification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line between two parts of a stream: {@code --MIME_boundary} on terminals, {@code --boundary} on cameras. What the answer's
 * header declares is believed until the stream begins otherwise. One stream, one thread.
 */
final class PartDelimiter {

    private static final Pattern DECLARED =
            Pattern.compile("boundary\\s*=\\s*(?:\"([^\"]+)\"|([^;,\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 200;
    private static final int MAX_WRONG_LENGTHS = 5;

    private byte[] line;
    private boolean seen;
    private int wrongLengths;

    PartDelimiter(@Nullable String contentType) {
        Matcher declared = DECLARED.matcher(contentType == null ? "" : contentType);
        String boundary =
                declared.find() ? declared.group(1) == null ? declared.group(2) : declared.group(1) : "MIME_boundary";
        this.line = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A part's declared length was too large, so that bytes had to be read twice. */
    void lengthWasWrong() {
        wrongLengths++;
    }

    /** Not any more after a few wrong ones, so that a device cannot make us read everything again and again. */
    boolean lengthsAreTrusted() {
        return wrongLengths < MAX_WRONG_LENGTHS;
    }

    /** Whether a line that stands between parts is the delimiter, the closing one included; the first such line teaches. */
    boolean is(String candidate) {
        String stripped = candidate.stripTrailing();
        String known = new String(line, StandardCharsets.ISO_8859_1);
        if (stripped.equals(known) || stripped.equals(known + "--")) {
            seen = true;
            return true;
        }
        if (seen || !stripped.startsWith("--") || stripped.length() <= 2 || stripped.length() > LONGEST) {
            return false;
        }
        line = stripped.getBytes(StandardCharsets.ISO_8859_1);
        seen = true;
        return true;
    }

    /** Whether the delimiter comes next. Takes nothing. */
    boolean isAhead(StreamBytes bytes) throws IOException {
        byte[] taken = new byte[line.length + 1];
        int count = 0;
        boolean same = true;
        while (same && count < line.length) {
            int next = bytes.read();
            if (next == StreamBytes.END) {
                break;
            }
            taken[count] = (byte) next;
            same = line[count] == (byte) next;
            count++;
        }
        boolean whole = same && count == line.length;
        int after = whole ? bytes.read() : StreamBytes.END;
        if (after != StreamBytes.END) {
            taken[count++] = (byte) after;
        }
        bytes.giveBack(taken, count);
        return whole && (after <= ' ' || after == '-');
    }
}
