package dev.rollcall.isapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers each connection's first request with whatever bytes a test wants, then hangs up. */
final class RawDevice implements AutoCloseable {

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Script script;

    RawDevice(Script script) throws IOException {
        this.script = script;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    static RawDevice of(String answer) throws IOException {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        return new RawDevice(out -> out.write(bytes));
    }

    void answers(Script next) {
        script = next;
    }

    List<String> requests() {
        return requests;
    }

    IsapiClient.Builder client() {
        return IsapiClient.builder()
                .host("127.0.0.1")
                .port(server.getLocalPort())
                .credentials("admin", "correct-horse");
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            requests.add(request(socket.getInputStream()));
            OutputStream out = socket.getOutputStream();
            script.write(out);
            out.flush();
        } catch (IOException hungUp) {
            // The client has had enough, which is what some tests want.
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("no request came");
            }
            head.append((char) read);
        }
        int at = head.toString().toLowerCase(Locale.ROOT).indexOf("content-length: ");
        if (at >= 0) {
            int length = Integer.parseInt(head.substring(at + 16, head.indexOf("\r\n", at)));
            head.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }
        return head.toString();
    }

    interface Script {
        void write(OutputStream out) throws IOException;
    }
}
