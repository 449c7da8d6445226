package dev.rollcall.oracle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** One request as it stands on the wire, its body not yet read, and the bytes that go back. Used by one thread. */
public final class Exchange {

    private static final int LONGEST_HEAD = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final CountDownLatch closing;
    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private byte @Nullable [] body;
    private boolean over;

    private Exchange(Socket socket, InputStream in, CountDownLatch closing, String[] head) {
        this.socket = socket;
        this.in = in;
        this.closing = closing;
        String[] request = head[0].split(" ", 3);
        this.method = request[0];
        // A proxy is asked for the whole address.
        this.path = request.length > 1 ? request[1].replaceFirst("^http://[^/]*", "") : "";
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int line = 1; line < head.length; line++) {
            String[] field = head[line].split(":", 2);
            headers.put(field[0].strip(), field.length > 1 ? field[1].strip() : "");
        }
    }

    /** Reads the head of the next request; null if the client has hung up. */
    static @Nullable Exchange next(Socket socket, InputStream in, CountDownLatch closing) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0D0A0D0A) {
            int next = in.read();
            if (next < 0 || head.size() > LONGEST_HEAD) {
                return null;
            }
            head.write(next);
            last = last << 8 | next;
        }
        return new Exchange(
                socket,
                in,
                closing,
                head.toString(StandardCharsets.ISO_8859_1).strip().split("\r\n"));
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Reads the whole body and returns it without its compression. */
    byte[] body() throws IOException {
        if (body == null) {
            body = inflated(in.readNBytes(length()));
        }
        return body;
    }

    /** Reads the whole body, so many bytes and then a pause. */
    void takeSlowly(int bytesPerPause, Duration pause) throws IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        while (raw.size() < length() && !pause(pause)) {
            byte[] piece = in.readNBytes(Math.min(bytesPerPause, length() - raw.size()));
            if (piece.length == 0) {
                break;
            }
            raw.writeBytes(piece);
        }
        body = inflated(raw.toByteArray());
    }

    private byte[] inflated(byte[] raw) throws IOException {
        if (raw.length < length()) {
            throw new EOFException("the client hung up within its body");
        }
        boolean gzip = header("Content-Encoding").toLowerCase(Locale.ROOT).equals("gzip");
        return gzip ? new GZIPInputStream(new ByteArrayInputStream(raw)).readAllBytes() : raw;
    }

    /** How long the body is on the wire. */
    int length() {
        return header("Content-Length").isEmpty() ? 0 : Integer.parseInt(header("Content-Length"));
    }

    /** Reads some bytes of the body as they come. */
    void readSome(int bytes) throws IOException {
        in.readNBytes(bytes);
    }

    /** The right answer in full. */
    void answer(int status, String contentType, byte[] content, String... more) throws IOException {
        send(head(status, contentType, content.length, more));
        send(content);
    }

    /** The bytes of such an answer, to be sent in pieces. */
    static byte[] bytesOf(int status, String contentType, byte[] content, String... more) {
        byte[] head = head(status, contentType, content.length, more);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head);
        whole.writeBytes(content);
        return whole.toByteArray();
    }

    static byte[] head(int status, String contentType, long length, String... more) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Scripted\r\n");
        head.append("Rollcall-Version: ").append(ScriptedReceiver.VERSION).append("\r\n");
        if (!contentType.isEmpty()) {
            head.append("Content-Type: ").append(contentType).append("\r\n");
        }
        if (length >= 0) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        for (String field : more) {
            head.append(field).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    void send(byte[] bytes) throws IOException {
        send(bytes, 0, bytes.length);
    }

    void send(byte[] bytes, int from, int count) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes, from, count);
        out.flush();
    }

    /** Ends the connection as an orderly close does. */
    void hangUp() throws IOException {
        over = true;
        socket.close();
    }

    /** Ends the connection with RST. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        hangUp();
    }

    /** Says nothing until the client gives up, or the receiver is closed. */
    void keepSilent() throws IOException {
        while (!over && !pause(Duration.ofMillis(20))) {
            over = clientIsGone();
        }
        hangUp();
    }

    /** Waits; true if the receiver is closed meanwhile. */
    boolean pause(Duration time) throws IOException {
        try {
            return closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Whether the connection was ended here. */
    boolean isOver() {
        return over;
    }

    private boolean clientIsGone() {
        try {
            socket.setSoTimeout(1);
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException stillThere) {
            return false;
        } catch (IOException gone) {
            return true;
        }
    }
}
