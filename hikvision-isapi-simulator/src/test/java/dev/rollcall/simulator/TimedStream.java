package dev.rollcall.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An answer read as it comes. No read waits longer than ten seconds, and no mark is waited for longer than twenty. */
final class TimedStream implements AutoCloseable {
    private static final int READ_TIMEOUT = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpURLConnection connection;
    private final InputStream body;

    private TimedStream(HttpURLConnection connection, InputStream body) {
        this.connection = connection;
        this.body = body;
    }

    /** Expects 200. */
    static TimedStream open(URI address, String method, String authorization, String body) throws IOException {
        return open(address, method, authorization, body, READ_TIMEOUT);
    }

    /** With another read time-out, in milliseconds. */
    static TimedStream open(URI address, String method, String authorization, String body, int readTimeout)
            throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(READ_TIMEOUT);
        connection.setReadTimeout(readTimeout);
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", authorization);
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        if (connection.getResponseCode() != 200) {
            throw new AssertionError(address + " answered " + connection.getResponseCode());
        }
        return new TimedStream(connection, connection.getInputStream());
    }

    String contentType() {
        return connection.getContentType();
    }

    /** Everything up to the last of the marks, which come in this order; bytes as Latin-1. */
    String until(String... marks) throws IOException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        StringBuilder read = new StringBuilder();
        for (String mark : marks) {
            int from = read.length();
            while (read.indexOf(mark, from) < 0) {
                int next = body.read();
                if (next < 0 || System.nanoTime() > giveUp) {
                    throw new AssertionError((next < 0 ? "the stream ended" : "20 s passed") + " without " + mark
                            + " after " + read.substring(from));
                }
                read.append((char) next);
            }
        }
        return read.toString();
    }

    byte[] first(int count) throws IOException {
        return body.readNBytes(count);
    }

    /** Everything up to the end, which has to come within 20 s. */
    byte[] rest() throws IOException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int next = body.read(); next >= 0; next = body.read()) {
            all.write(next);
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("20 s passed without an end after " + all.size() + " bytes");
            }
        }
        return all.toByteArray();
    }

    /** Nothing arrives for as long as the read time-out. */
    boolean isQuiet() throws IOException {
        try {
            body.read();
            return false;
        } catch (SocketTimeoutException quiet) {
            return true;
        }
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
