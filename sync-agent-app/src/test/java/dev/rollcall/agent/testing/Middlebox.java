package dev.rollcall.agent.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between agent and receiver: an HTTP proxy (CONNECT), or a plain way that can be cut after any number of bytes. */
public final class Middlebox implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final URI target;
    private final boolean proxy;
    private final AtomicLong up = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong down = new AtomicLong(Long.MAX_VALUE);
    private volatile String login;
    private volatile int refusal;

    private Middlebox(URI target, boolean proxy) throws IOException {
        this.target = target;
        this.proxy = proxy;
        start(this::accept);
    }

    /** A way to one server. */
    public static Middlebox to(URI target) throws IOException {
        return new Middlebox(target, false);
    }

    /** A proxy that connects to whom it is told. */
    public static Middlebox proxy() throws IOException {
        return new Middlebox(URI.create("http://127.0.0.1"), true);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** Wants this log-in from now on. */
    public Middlebox wants(String userAndPassword) {
        login = "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Refuses to connect from now on. */
    public Middlebox refuses(int status) {
        refusal = status;
        return this;
    }

    /** Cuts the connections once so many bytes went up, or came down. */
    public void cutAfter(long bytesUp, long bytesDown) {
        up.set(bytesUp);
        down.set(bytesDown);
    }

    /** The heads of the requests to the proxy. */
    public List<String> requests() {
        return new ArrayList<>(requests);
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            Socket client = door.accept();
            sockets.add(client);
            start(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        InetSocketAddress to = new InetSocketAddress(target.getHost(), Math.max(1, target.getPort()));
        if (proxy) {
            String head = head(client.getInputStream());
            requests.add(head);
            String answer = refusal != 0
                    ? "HTTP/1.1 " + refusal + " No"
                    : login != null && !head.contains("Proxy-Authorization: " + login)
                            ? "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"p\""
                            : "HTTP/1.1 200 Go";
            client.getOutputStream()
                    .write((answer + "\r\nContent-Length: 0\r\n\r\n")
                            .replace("200 Go\r\nContent-Length: 0", "200 Go")
                            .getBytes(StandardCharsets.UTF_8));
            if (!answer.contains(" 200 ")) {
                client.close();
                return;
            }
            String[] address = head.split(" ")[1].split(":");
            to = new InetSocketAddress(address[0], Integer.parseInt(address[1]));
        }
        Socket server = new Socket();
        sockets.add(server);
        server.connect(to);
        start(() -> pump(client, server, up.get()));
        pump(server, client, down.get());
    }

    private static void pump(Socket from, Socket to, long most) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[4_096];
            long left = most;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    return;
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        // The connection is over.
                    }
                },
                "middlebox");
        thread.setDaemon(true);
        thread.start();
    }
}
