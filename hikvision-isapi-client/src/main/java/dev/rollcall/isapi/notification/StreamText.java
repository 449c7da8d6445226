package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.internal.BodyReader;
import dev.rollcall.isapi.internal.UnreadableBodyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads one part that is no picture, and hands it on as soon as its document is complete. */
final class StreamText {

    private static final int MAX_TEXT = 1024 * 1024;
    private static final int KEPT = 64 * 1024;
    private static final int NONE = -1;

    private final StreamBytes bytes;
    private final PartDelimiter delimiter;
    private final StreamFramer.Sink sink;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final DocumentEnd end = new DocumentEnd();

    /** Where, within the declared length, a line stands that looks like the next delimiter. */
    private int candidate = NONE;

    StreamText(StreamBytes bytes, PartDelimiter delimiter, StreamFramer.Sink sink) {
        this.bytes = bytes;
        this.delimiter = delimiter;
        this.sink = sink;
    }

    /** False if the stream ended within the part. */
    boolean read(StreamPart part) throws IOException {
        long declared = delimiter.lengthsAreTrusted() ? part.declaredLength() : StreamPart.UNDECLARED;
        boolean atLineStart = true;
        while (text.size() < MAX_TEXT) {
            int next = bytes.read();
            if (next == StreamBytes.END) {
                return endOfStream();
            }
            if (atLineStart && next == '-' && startsDelimiter()) {
                if (text.size() >= declared) {
                    bytes.giveBack(new byte[] {'-'}, 1);
                    finish(text.toByteArray());
                    return true;
                }
                candidate = candidate == NONE ? text.size() : candidate;
            }
            text.write(next);
            atLineStart = StreamFramer.isLineEnd(next);
            boolean complete = end.feed(next);
            if (complete || (text.size() == declared && (candidate != NONE || !end.isDocument()))) {
                finishOrRewind(complete);
                return true;
            }
        }
        tooLong();
        return true;
    }

    private boolean startsDelimiter() throws IOException {
        bytes.giveBack(new byte[] {'-'}, 1);
        boolean ahead = delimiter.isAhead(bytes);
        bytes.read();
        return ahead;
    }

    private boolean endOfStream() throws IOException {
        if (candidate != NONE) {
            finishOrRewind(false);
            return true;
        }
        boolean blank = new String(text.toByteArray(), StandardCharsets.ISO_8859_1).isBlank();
        if (!blank) {
            sink.unreadable("the stream ended within this part", kept());
        }
        return blank;
    }

    /** A complete document swallows a line that only looked like a delimiter; anything else ends at that line. */
    private void finishOrRewind(boolean complete) {
        byte[] all = text.toByteArray();
        if (candidate == NONE || (complete && isReadable(all))) {
            finish(all);
            return;
        }
        byte[] further = Arrays.copyOfRange(all, candidate, all.length);
        bytes.giveBack(further, further.length);
        delimiter.lengthWasWrong();
        finish(Arrays.copyOf(all, candidate));
    }

    private void tooLong() throws IOException {
        if (candidate != NONE) {
            finishOrRewind(false);
            return;
        }
        sink.unreadable("this part is longer than " + MAX_TEXT + " bytes", kept());
        StreamFramer.discard(bytes, delimiter);
    }

    private void finish(byte[] part) {
        if (BodyReader.contentStart(part) < part.length) {
            sink.text(part);
        }
    }

    private byte[] kept() {
        byte[] all = text.toByteArray();
        return Arrays.copyOf(all, Math.min(all.length, KEPT));
    }

    private static boolean isReadable(byte[] document) {
        try {
            BodyReader.read(document);
            return true;
        } catch (UnreadableBodyException e) {
            return false;
        }
    }
}
