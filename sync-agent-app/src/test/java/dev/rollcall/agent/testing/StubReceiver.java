package dev.rollcall.agent.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/** A receiver that keeps what it is sent, checks its shape against the golden messages, and can be told to misbehave. */
public final class StubReceiver implements AutoCloseable {

    public static final String TOKEN = "rc_agent_canary_token";

    /** An answer given instead of the right one. */
    public record Scripted(int status, String contentType, String body, String... headers) {

        public static Scripted status(int status) {
            return new Scripted(status, "text/plain", "no");
        }

        public static Scripted problem(int status, String type) {
            return new Scripted(
                    status, "application/problem+json", "{\"type\":\"" + type + "\",\"detail\":\"token is unknown\"}");
        }
    }

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final String scheme;
    private final Queue<Scripted> script = new ConcurrentLinkedQueue<>();
    private final Set<String> stored = new HashSet<>();
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final List<JsonNode> batches = new CopyOnWriteArrayList<>();
    private final List<JsonNode> heartbeats = new CopyOnWriteArrayList<>();
    private final List<String> shapeProblems = new CopyOnWriteArrayList<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();
    private volatile Predicate<JsonNode> rejects = event -> false;
    private volatile String store = "store-1";
    private volatile String version = "1.0.0";
    private volatile Scripted always;

    public StubReceiver() throws IOException {
        this(null);
    }

    /** One that speaks TLS. */
    public StubReceiver(SSLContext tls) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        scheme = tls == null ? "http" : "https";
        if (tls == null) {
            server = HttpServer.create(address, 0);
        } else {
            HttpsServer https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(tls));
            server = https;
        }
        server.createContext("/api/attendance/backup-sync", exchange -> answer(exchange, this::batch));
        server.createContext("/api/attendance/agents/heartbeat", exchange -> answer(exchange, this::heartbeat));
        server.createContext("/api/attendance/tallies", exchange -> answer(exchange, body -> equal()));
        server.createContext("/api/attendance/webhook", exchange -> answer(exchange, body -> "{}"));
        server.start();
    }

    public URI url() {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Ids stored, each once, in the order of arrival. */
    public List<String> stored() {
        return List.copyOf(order);
    }

    public List<JsonNode> batches() {
        return batches;
    }

    public List<JsonNode> heartbeats() {
        return heartbeats;
    }

    /** What was wrong with messages; a test asserts that this is empty. */
    public List<String> shapeProblems() {
        return shapeProblems;
    }

    public void answerOnceWith(Scripted answer) {
        script.add(answer);
    }

    public void answerAlwaysWith(Scripted answer) {
        always = answer;
    }

    public void answerWell() {
        always = null;
        script.clear();
    }

    public void reject(Predicate<JsonNode> which) {
        rejects = which;
    }

    public void become(String newStore, String newVersion) {
        store = newStore;
        version = newVersion;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private interface Answering {
        String to(JsonNode body) throws IOException;
    }

    private void answer(HttpExchange exchange, Answering answering) throws IOException {
        try (exchange) {
            JsonNode body = body(exchange);
            boolean open = exchange.getRequestURI().getPath().endsWith("/webhook");
            Scripted scripted = open ? null : always != null ? always : script.poll();
            boolean known = open
                    || ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (scripted == null && !known) {
                scripted = Scripted.problem(401, "https://rollcall.dev/problems/token-refused");
            }
            if (scripted != null) {
                for (int i = 0; i + 1 < scripted.headers().length; i += 2) {
                    exchange.getResponseHeaders().add(scripted.headers()[i], scripted.headers()[i + 1]);
                }
                send(exchange, scripted.status(), scripted.contentType(), scripted.body());
                return;
            }
            exchange.getResponseHeaders().add("Rollcall-Version", version);
            send(exchange, 200, "application/json", answering.to(body));
        }
    }

    private synchronized String batch(JsonNode batch) throws IOException {
        checkShape("batch.json", batch);
        batches.add(batch);
        ObjectNode receipt = json.createObjectNode();
        ArrayNode outcomes = receipt.putArray("outcomes");
        int processed = 0;
        int failed = 0;
        for (JsonNode event : batch.get("events")) {
            String id = event.get("id").asText();
            ObjectNode outcome = outcomes.addObject().put("id", id);
            if (rejects.test(event)) {
                failed++;
                outcome.put("outcome", "REJECTED").put("reason", "not today");
            } else if (stored.add(id)) {
                processed++;
                order.add(id);
                outcome.put("outcome", "STORED").put("storedAs", id);
            } else {
                outcome.put("outcome", "KNOWN").put("storedAs", id);
            }
        }
        receipt.put("success", failed == 0)
                .put("batchId", batch.get("batchId").asText())
                .put("recordsFetched", outcomes.size())
                .put("recordsProcessed", processed)
                .put("recordsFailed", failed)
                .put("store", store);
        receipt.putArray("errors");
        return json.writeValueAsString(receipt);
    }

    /** Whatever was counted, it has the same. */
    private String equal() throws IOException {
        ObjectNode answer = json.createObjectNode().put("success", true).put("store", store);
        answer.putArray("differing");
        return json.writeValueAsString(answer);
    }

    private String heartbeat(JsonNode heartbeat) throws IOException {
        checkShape("heartbeat.json", heartbeat);
        heartbeats.add(heartbeat);
        return "{}";
    }

    private void checkShape(String golden, JsonNode message) throws IOException {
        try (InputStream stream = StubReceiver.class.getResourceAsStream("/exchange/" + golden)) {
            compare("", json.readTree(stream), message);
        }
    }

    /** Every field sent must be one that a golden message has; nulls are left out. */
    private void compare(String path, JsonNode golden, JsonNode message) {
        if (message.isNull()) {
            shapeProblems.add(path + " is null instead of left out");
        } else if (message.isObject()) {
            message.fieldNames().forEachRemaining(name -> {
                if (golden.get(name) == null) {
                    shapeProblems.add(path + "/" + name + " is in no golden message");
                } else {
                    compare(path + "/" + name, golden.get(name), message.get(name));
                }
            });
        } else if (message.isArray()) {
            ObjectNode union = json.createObjectNode();
            golden.forEach(element -> {
                if (element.isObject()) {
                    union.setAll((ObjectNode) element);
                }
            });
            message.forEach(element -> compare(path + "[]", union, element));
        }
    }

    private JsonNode body(HttpExchange exchange) {
        try {
            boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream stream = exchange.getRequestBody();
            byte[] bytes = (gzip ? new GZIPInputStream(stream) : stream).readAllBytes();
            headers.add(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Encoding")));
            return bytes.length == 0 ? json.createObjectNode() : json.readTree(bytes);
        } catch (IOException broken) {
            if (!"GET".equals(exchange.getRequestMethod())) {
                throw new UncheckedIOException(broken);
            }
            return json.createObjectNode();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Encodings of the request bodies seen. */
    public List<String> encodings() {
        return new ArrayList<>(headers);
    }
}
