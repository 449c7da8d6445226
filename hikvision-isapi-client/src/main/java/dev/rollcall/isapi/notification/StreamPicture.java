package dev.rollcall.isapi.notification;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads one picture part: counts and hashes its bytes and keeps none of them. */
final class StreamPicture {

    private static final long LONGEST = 16L * 1024 * 1024;
    private static final int MAX_PENDING = 256 * 1024;

    private final StreamBytes bytes;
    private final PartDelimiter delimiter;
    private final StreamFramer.Sink sink;
    private final Hasher hasher = Hashing.sha256().newHasher();
    private long hashed;

    /** A line end that belongs to the picture only if more of it follows. */
    private final ByteArrayOutputStream lineEnd = new ByteArrayOutputStream();

    /** What came since a line that looks like the next delimiter, while the declared length says that it is none. */
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    StreamPicture(StreamBytes bytes, PartDelimiter delimiter, StreamFramer.Sink sink) {
        this.bytes = bytes;
        this.delimiter = delimiter;
        this.sink = sink;
    }

    /** False if the stream ended within the part. */
    boolean read(StreamPart part) throws IOException {
        boolean trusted = part.declaredLength() <= LONGEST && delimiter.lengthsAreTrusted();
        long declared = trusted ? part.declaredLength() : StreamPart.UNDECLARED;
        boolean atLineStart = true;
        for (long count = 0; count < LONGEST; count++) {
            if (count == declared) {
                return atDeclaredEnd(part);
            }
            int next = bytes.peek();
            if (next == StreamBytes.END) {
                return endOfStream(part);
            }
            if (atLineStart && next == '-' && delimiter.isAhead(bytes)) {
                if (declared == StreamPart.UNDECLARED) {
                    emit(part);
                    return true;
                }
                pending.write(bytes.read());
            } else {
                take(bytes.read());
            }
            atLineStart = StreamFramer.isLineEnd(next);
        }
        sink.unreadable("this picture is longer than " + LONGEST + " bytes", new byte[0]);
        StreamFramer.discard(bytes, delimiter);
        return true;
    }

    private void take(int next) {
        if (pending.size() > 0) {
            pending.write(next);
            if (pending.size() > MAX_PENDING) {
                flush();
            }
        } else if (StreamFramer.isLineEnd(next)) {
            if (next == '\r' || !lineEnd.toString(StandardCharsets.ISO_8859_1).equals("\r")) {
                flush();
            }
            lineEnd.write(next);
        } else {
            flush();
            hash(next);
        }
    }

    private boolean atDeclaredEnd(StreamPart part) throws IOException {
        if (pending.size() == 0 || delimiterFollows()) {
            flush();
            emit(part);
            StreamFramer.discard(bytes, delimiter);
            return true;
        }
        rewind(part);
        return true;
    }

    private boolean endOfStream(StreamPart part) {
        if (pending.size() > 0) {
            rewind(part);
            return true;
        }
        sink.unreadable(
                "the stream ended within this picture"
                        + (part.contentType() == null ? "" : " of type " + part.contentType()),
                new byte[0]);
        return false;
    }

    /** The declared length was too large and took following parts with it: they are read again as such. */
    private void rewind(StreamPart part) {
        bytes.giveBack(pending.toByteArray(), pending.size());
        delimiter.lengthWasWrong();
        emit(part);
    }

    private boolean delimiterFollows() throws IOException {
        while (StreamFramer.isLineEnd(bytes.peek())) {
            bytes.read();
        }
        return bytes.peek() == StreamBytes.END || delimiter.isAhead(bytes);
    }

    private void flush() {
        flush(lineEnd);
        flush(pending);
    }

    private void flush(ByteArrayOutputStream held) {
        if (held.size() > 0) {
            hasher.putBytes(held.toByteArray());
            hashed += held.size();
            held.reset();
        }
    }

    private void hash(int next) {
        hasher.putByte((byte) next);
        hashed++;
    }

    private void emit(StreamPart part) {
        sink.picture(new Picture(part.contentType(), hashed, hasher.hash().toString()));
    }
}
