package dev.rollcall.agent.monitor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.health.Json;
import dev.rollcall.agent.health.StatusReport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code /health} and {@code /metrics} over plain HTTP, on the loopback address unless configured otherwise. */
public final class MonitorServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MonitorServer.class);

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD = 405;
    private static final int FAILED = 500;
    private static final int UNWELL = 503;
    private static final String TEXT = "text/plain; charset=utf-8";

    private final HttpServer server;
    private final Supplier<StatusReport> state;

    private MonitorServer(HttpServer server, Supplier<StatusReport> state) {
        this.server = server;
        this.state = state;
    }

    /**
     * Begins to listen.
     *
     * @param state   tells the agent's state at this moment
     * @param threads answers requests
     * @throws IOException if the address cannot be bound, for example because another program listens there
     */
    public static MonitorServer open(AgentConfig.Monitor settings, Supplier<StatusReport> state, Executor threads)
            throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
        MonitorServer server = new MonitorServer(http, state);
        http.createContext("/", exchange -> {
            try (exchange) {
                server.answer(exchange);
            }
        });
        http.setExecutor(threads);
        http.start();
        return server;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!path.equals("/health") && !path.equals("/metrics")) {
            say(exchange, NOT_FOUND, TEXT, "Ask for /health or /metrics.\n");
        } else if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            say(exchange, METHOD, TEXT, "");
        } else {
            tell(exchange, path.equals("/health"));
        }
    }

    private void tell(HttpExchange exchange, boolean health) throws IOException {
        StatusReport report;
        try {
            report = state.get();
        } catch (RuntimeException unreadable) {
            log.warn("The agent's state cannot be read.", unreadable);
            say(exchange, FAILED, TEXT, "The agent's state cannot be read; see its log.\n");
            return;
        }
        if (health) {
            Health told = Health.of(report);
            say(exchange, told.problems().isEmpty() ? OK : UNWELL, "application/json", Json.of(told));
        } else {
            say(exchange, OK, MetricsText.TYPE, MetricsText.of(report));
        }
    }

    private static void say(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
