package dev.rollcall.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection to a server on this machine, kept as long as the server keeps it. Requests are bytes made beforehand: on a machine with few processors a client that
 * does more than this measures itself. Not thread-safe.
 */
final class RawHttp implements AutoCloseable {

    private static final int TIMEOUT = 60_000;

    private final int port;
    private Socket socket;
    private InputStream in;
    private String body = "";
    private long bytesRead;

    RawHttp(int port) throws IOException {
        this.port = port;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] post(String path, String headers, byte[] body) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                + "Content-Length: " + body.length + "\r\n\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(body);
        return all.toByteArray();
    }

    /** Sends a request, reads the whole answer and returns its status. */
    int send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        bytesRead = 0;
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            last |= lower.equals("connection: close");
            chunked |= lower.startsWith("transfer-encoding: chunked");
        }
        body = chunked ? chunks() : text(length);
        if (last) {
            // A server closes a connection after so many requests.
            socket.close();
            connect();
        }
        return status;
    }

    /** Returns how many bytes the last answer had, headers and all. */
    long bytesRead() {
        return bytesRead;
    }

    /** Returns the body of the last answer. */
    String body() {
        return body;
    }

    private String chunks() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            all.append(text(size));
            line();
        }
        line();
        return all.toString();
    }

    private String text(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        bytesRead += bytes.length;
        if (bytes.length < length) {
            throw new EOFException("the answer was cut");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            bytesRead++;
            if (one < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (one != '\r') {
                text.append((char) one);
            }
        }
        bytesRead++;
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
