package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.IsapiClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A device with a socket for each caller: asks for a digest answer, then does what the test says with the open connection. */
final class StreamDevice implements AutoCloseable {

    static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: multipart/mixed; boundary=MIME_boundary\r\n"
            + "Connection: close\r\n\r\n";
    private static final String CHALLENGE =
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"DS\", qop=\"auth\","
                    + " nonce=\"%d\", algorithm=\"MD5\"\r\nContent-Length: %d\r\n\r\n%s";

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private volatile boolean refusing;

    StreamDevice(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(this::accept, "stream device");
        thread.setDaemon(true);
        thread.start();
    }

    /** Refuses every password from now on. */
    StreamDevice refusing() {
        refusing = true;
        return this;
    }

    IsapiClient.Builder client() {
        return IsapiClient.builder()
                .host("127.0.0.1")
                .port(server.getLocalPort())
                .credentials("admin", "correct-horse");
    }

    /** Request line, headers and body of each request. */
    List<String> requests() {
        return requests;
    }

    /** Reached when the client has closed a stream. */
    CountDownLatch hungUp() {
        return hungUp;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket), "stream device connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(30_000);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = socket.getOutputStream();
            while (true) {
                String request = request(in);
                if (request.isEmpty()) {
                    return;
                }
                requests.add(request);
                if (refusing || !request.contains("Authorization: Digest")) {
                    String body = refusing
                            ? "<userCheck><statusValue>401</statusValue><retryLoginTime>3</retryLoginTime></userCheck>"
                            : "";
                    out.write(CHALLENGE
                            .formatted(requests.size(), body.length(), body)
                            .getBytes(StandardCharsets.UTF_8));
                    out.flush();
                } else {
                    behaviour.talk(text -> write(out, text), () -> waitForHangUp(in));
                    return;
                }
            }
        } catch (IOException | InterruptedException over) {
            hungUp.countDown();
        }
    }

    private static String request(BufferedReader in) throws IOException {
        StringBuilder request = new StringBuilder();
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            request.append(line).append('\n');
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            request.append((char) in.read());
        }
        return request.toString();
    }

    private void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void waitForHangUp(BufferedReader in) {
        try {
            while (in.read() >= 0) {
                // A client has nothing to say here.
            }
        } catch (IOException reset) {
            // This is a way to hang up, too.
        }
        hungUp.countDown();
    }

    /** What to do with a connection that was let in. */
    interface Behaviour {
        void talk(Writing writing, Runnable waitForHangUp) throws IOException, InterruptedException;
    }

    /** Sends text at once. */
    interface Writing {
        void send(String text) throws IOException;
    }
}
