package dev.rollcall.agent.listen;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.agent.config.AgentConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plain HTTP on the local network, since that is all that many terminals can post to. The answer is 200 with an empty body for
 * whatever was stored, understood or not: a terminal takes nothing else for an answer and sends the same event for ever (seen on
 * DS-K1T341CMFW V3.3.8). 503 means that it is to keep the event.
 */
public final class PushServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PushServer.class);

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD = 405;
    private static final int NOT_NOW = 503;

    private final HttpServer server;
    private final PushDesk desk;
    private final AgentConfig.Listen settings;

    private PushServer(HttpServer server, PushDesk desk, AgentConfig.Listen settings) {
        this.server = server;
        this.desk = desk;
        this.settings = settings;
    }

    /**
     * Begins to listen.
     *
     * @param threads answers requests; how many at once is its choice
     * @throws IOException if the address cannot be bound, for example because another program listens there
     */
    public static PushServer open(AgentConfig.Listen settings, PushDesk desk, Executor threads) throws IOException {
        limitTime(settings);
        InetSocketAddress address = settings.host() == null
                ? new InetSocketAddress(settings.port())
                : new InetSocketAddress(settings.host(), settings.port());
        HttpServer http = HttpServer.create(address, 0);
        PushServer server = new PushServer(http, desk, settings);
        http.createContext("/", exchange -> {
            try (exchange) {
                server.answer(exchange);
            }
        });
        http.setExecutor(threads);
        http.start();
        return server;
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** The server reads these once in the life of a process, and has no other way to end a request that never ends. */
    private static void limitTime(AgentConfig.Listen settings) {
        String seconds = Long.toString(Math.max(1, settings.bodyTime().toSeconds()));
        System.setProperty("sun.net.httpserver.maxReqTime", seconds);
        System.setProperty("sun.net.httpserver.maxRspTime", seconds);
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean door = path.equals(PushTokens.PATH.substring(0, PushTokens.PATH.length() - 1));
        if (!door && !path.startsWith(PushTokens.PATH)) {
            say(exchange, NOT_FOUND, "");
        } else if (door) {
            reachable(exchange);
        } else if (exchange.getRequestMethod().equals("POST")) {
            take(exchange, path.substring(PushTokens.PATH.length()));
        } else {
            exchange.getResponseHeaders().set("Allow", "POST");
            say(exchange, METHOD, "");
        }
    }

    private void reachable(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            say(exchange, OK, "Terminals can reach this agent. 'webhook show' prints the address for each.\n");
        } else {
            exchange.getResponseHeaders().set("Allow", "GET");
            say(exchange, METHOD, "");
        }
    }

    private void take(HttpExchange exchange, String token) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(settings.bodyBytes());
        long most = (long) settings.hardBytes() - settings.bodyBytes();
        long rest = drain(in, most);
        if (rest > most) {
            log.warn("A body of more than {} bytes was posted; the connection is closed.", settings.hardBytes());
            return;
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        switch (desk.take(token, type, body, rest > 0)) {
            case TAKEN -> say(exchange, OK, "");
            case UNKNOWN_ADDRESS -> say(exchange, NOT_FOUND, "");
            case NOT_STORED -> say(exchange, NOT_NOW, "");
        }
    }

    /** Reads and forgets what is left, and returns how much there was; stops after the most that is wanted. */
    private static long drain(InputStream in, long most) throws IOException {
        byte[] buffer = new byte[8192];
        long count = 0;
        int read = in.read(buffer);
        while (read >= 0 && count <= most) {
            count += read;
            read = in.read(buffer);
        }
        return count;
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (status == NOT_NOW) {
            exchange.getResponseHeaders().set("Retry-After", "5");
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
