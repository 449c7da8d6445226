package dev.rollcall.isapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Answers what a test scripted, in order, to whoever asks; the last answer repeats. No digest is checked. */
public final class StubDevice implements AutoCloseable {

    static {
        // Read once by the JDK's server; without it each small answer waits some 40 ms for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    public static final String DIGEST =
            "Digest realm=\"DS-6E392E44\", domain=\"::\", qop=\"auth\", nonce=\"158ca9b5:1669838955551\", opaque=\"\","
                    + " algorithm=\"MD5\", stale=\"FALSE\"";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    public StubDevice() throws IOException {
        this(HttpServer.create(loopback(), 0));
    }

    private StubDevice(HttpServer server) {
        this.server = server;
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Over HTTPS; {@code limits} names the only protocol and the only cipher suite, or nothing. */
    public static StubDevice https(SSLContext keys, String... limits) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(keys) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters chosen = keys.getDefaultSSLParameters();
                if (limits.length > 0) {
                    chosen.setProtocols(new String[] {limits[0]});
                }
                if (limits.length > 1) {
                    chosen.setCipherSuites(new String[] {limits[1]});
                }
                parameters.setSSLParameters(chosen);
            }
        });
        return new StubDevice(server);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public StubDevice then(Reply reply) {
        synchronized (replies) {
            replies.add(reply);
        }
        return this;
    }

    public StubDevice thenJson(String body) {
        return then(Reply.of(200, body));
    }

    public List<Seen> seen() {
        return seen;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public IsapiClient.Builder client() {
        return IsapiClient.builder().host("127.0.0.1").port(port()).credentials("admin", "correct-horse");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        seen.add(new Seen(exchange.getRequestMethod(), exchange.getRequestURI().toString(), authorization, body));
        Reply reply;
        synchronized (replies) {
            reply = replies.size() > 1 ? replies.remove() : replies.element();
        }
        for (String header : reply.headers()) {
            int colon = header.indexOf(':');
            exchange.getResponseHeaders()
                    .add(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        exchange.getResponseBody().write(reply.body());
        exchange.close();
    }

    /** A request as it came. */
    public record Seen(String method, String target, String authorization, String body) {}

    /** A scripted answer. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Reply(int status, byte[] body, List<String> headers) {

        public static Reply of(int status, String body) {
            return new Reply(status, body.getBytes(StandardCharsets.UTF_8), List.of());
        }

        public static Reply challenge(String body, String... challenges) {
            Reply reply = of(401, body);
            for (String challenge : challenges) {
                reply = reply.with("WWW-Authenticate: " + challenge);
            }
            return reply;
        }

        public Reply with(String header) {
            List<String> more = new ArrayList<>(headers);
            more.add(header);
            return new Reply(status, body, more);
        }
    }
}
