package dev.rollcall.receiver.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sends bytes as they are, also such as no client library would send. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 1_500;

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /** An answer; names of headers are in lower case. */
    public record Answer(int status, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    public Answer get(String path) {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    /** Sends a request that asks for the connection to be closed, and returns the one answer. */
    public Answer send(String request) {
        return all(request).get(0);
    }

    /** Sends bytes, and returns every answer until the server closes or is silent. */
    public List<Answer> all(String request) {
        List<Answer> answers = new ArrayList<>();
        String rest = new String(bytes(request), StandardCharsets.ISO_8859_1);
        while (rest.startsWith("HTTP/1.")) {
            int end = rest.indexOf("\r\n\r\n");
            String[] lines = rest.substring(0, end < 0 ? rest.length() : end).split("\r\n", -1);
            Map<String, String> headers = new LinkedHashMap<>();
            for (int line = 1; line < lines.length; line++) {
                int colon = lines[line].indexOf(':');
                headers.put(
                        lines[line].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[line].substring(colon + 1).strip());
            }
            String after = end < 0 ? "" : rest.substring(end + 4);
            int next = after.indexOf("HTTP/1.1 ");
            String body = next < 0 ? after : after.substring(0, next);
            answers.add(new Answer(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, body));
            rest = next < 0 ? "" : after.substring(next);
        }
        return answers;
    }

    public byte[] bytes(String request) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.getInputStream().transferTo(read);
        } catch (SocketTimeoutException | SocketException silentOrCut) {
            // What came until then is the answer.
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return read.toByteArray();
    }
}
