package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.internal.ImageBytes;
import dev.rollcall.isapi.notification.StreamPart.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an endless {@code multipart/mixed} stream into parts. A declared length counts first, as pictures may hold anything; where
 * it is missing or wrong, the end of the document or the next delimiter line counts, and bytes read too far are read again. What
 * is neither part nor delimiter is skipped up to the next one. Memory is bounded, pictures are never held. One stream, one thread.
 */
final class StreamFramer {

    private static final int LINE_END_CR = '\r';
    private static final int LINE_END_LF = '\n';
    private static final int MAX_JUNK = 64 * 1024;

    private final StreamBytes bytes;
    private final PartDelimiter delimiter;
    private final Sink sink;
    private boolean ended;

    StreamFramer(InputStream in, @Nullable String contentType, Sink sink) {
        this.bytes = new StreamBytes(in);
        this.delimiter = new PartDelimiter(contentType);
        this.sink = sink;
    }

    /**
     * Reads until the stream ends.
     *
     * @return whether it ended between two parts
     */
    boolean run() throws IOException {
        boolean clean = true;
        while (!ended) {
            if (skipToPart()) {
                clean = readPart();
            }
        }
        return clean;
    }

    /** Skips to after the next delimiter line, or to what looks like a part whose delimiter is missing; false at the end. */
    private boolean skipToPart() throws IOException {
        ByteArrayOutputStream junk = new ByteArrayOutputStream();
        boolean found = false;
        while (!found) {
            int next = bytes.peek();
            if (next == StreamBytes.END) {
                ended = true;
                break;
            }
            if (next == '{' || next == '<' || isPictureAhead()) {
                break;
            }
            Line line = Line.read(bytes);
            if (line.whole() && delimiter.is(line.text())) {
                found = true;
            } else if (StreamPart.isContentHeader(line.text())) {
                line.giveBack(bytes);
                break;
            } else if (!line.text().isBlank() && junk.size() < MAX_JUNK) {
                junk.write(line.read(), 0, line.length());
            }
        }
        if (junk.size() > 0) {
            sink.unreadable("bytes between two parts", junk.toByteArray());
        }
        return !ended;
    }

    private boolean readPart() throws IOException {
        StreamPart part = StreamPart.read(bytes, delimiter);
        if (bytes.peek() == StreamBytes.END) {
            ended = true;
            return false;
        }
        if (part.isTypedPicture() || part.namedPicture() || isPictureAhead()) {
            return new StreamPicture(bytes, delimiter, sink).read(part);
        }
        return new StreamText(bytes, delimiter, sink).read(part);
    }

    private boolean isPictureAhead() throws IOException {
        byte[] beginning = new byte[4];
        int count = 0;
        int next = bytes.peek();
        while (count < 4 && (next == 0xFF || next == 0x89 || count > 0)) {
            next = bytes.read();
            if (next == StreamBytes.END) {
                break;
            }
            beginning[count++] = (byte) next;
        }
        bytes.giveBack(beginning, count);
        return ImageBytes.isPicture(null, beginning, 0, count);
    }

    static boolean isLineEnd(int next) {
        return next == LINE_END_CR || next == LINE_END_LF;
    }

    /** Skips to the next delimiter line without keeping anything. */
    static void discard(StreamBytes bytes, PartDelimiter delimiter) throws IOException {
        boolean atLineStart = true;
        for (int next = bytes.peek(); next != StreamBytes.END; next = bytes.peek()) {
            if (atLineStart && next == '-' && delimiter.isAhead(bytes)) {
                return;
            }
            atLineStart = isLineEnd(bytes.read());
        }
    }

    /** Takes what was cut out. */
    interface Sink {

        void text(byte[] text);

        void picture(Picture picture);

        void unreadable(String reason, byte[] part);
    }
}
