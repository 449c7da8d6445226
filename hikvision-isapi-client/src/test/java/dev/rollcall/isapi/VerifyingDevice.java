package dev.rollcall.isapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks digests by its own arithmetic. {@code NONCE} in a challenge becomes a fresh nonce; each nonce serves {@code uses} requests,
 * and the one after that gets a new challenge, or none.
 */
final class VerifyingDevice implements AutoCloseable {

    static {
        // Read once by the JDK's server; without it each small answer waits some 40 ms for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    static final String PASSWORD = "corréct-hörse";
    static final String TIME = "<Time><timeMode>NTP</timeMode><localTime>2026-07-13T19:14:08+03:00</localTime></Time>";
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,\\s]+))");

    final AtomicInteger requests = new AtomicInteger();
    final AtomicInteger presented = new AtomicInteger();
    final AtomicInteger wrong = new AtomicInteger();
    final AtomicInteger spent = new AtomicInteger();
    volatile String lastAuthorization = "";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> challenges;
    private final int uses;
    private final boolean silentWhenSpent;
    private final AtomicInteger nonces = new AtomicInteger();
    private final Map<String, Integer> used = new ConcurrentHashMap<>();

    VerifyingDevice(List<String> challenges) throws IOException {
        this(challenges, Integer.MAX_VALUE, false);
    }

    VerifyingDevice(List<String> challenges, int uses, boolean silentWhenSpent) throws IOException {
        this.challenges = challenges;
        this.uses = uses;
        this.silentWhenSpent = silentWhenSpent;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    IsapiClient.Builder client() {
        return IsapiClient.builder()
                .host("127.0.0.1")
                .port(server.getAddress().getPort())
                .credentials("admin", PASSWORD);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            requests.incrementAndGet();
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (authorization == null) {
                challenge(exchange, false);
                return;
            }
            lastAuthorization = authorization;
            presented.incrementAndGet();
            Map<String, String> given = parameters(authorization);
            Integer before = used.get(given.get("nonce"));
            if (before == null || before >= uses) {
                spent.incrementAndGet();
                challenge(exchange, silentWhenSpent);
            } else if (isRight(given, exchange)) {
                used.merge(given.get("nonce"), 1, Integer::sum);
                send(exchange, 200, TIME);
            } else {
                wrong.incrementAndGet();
                challenge(exchange, false);
            }
        }
    }

    private void challenge(HttpExchange exchange, boolean silent) throws IOException {
        if (!silent) {
            String nonce = Integer.toHexString(0xABCDEF + nonces.incrementAndGet()) + ":1669838955551";
            used.put(nonce, 0);
            for (String challenge : challenges) {
                exchange.getResponseHeaders().add("WWW-Authenticate", challenge.replace("NONCE", nonce));
            }
        }
        send(exchange, 401, "<userCheck><statusValue>401</statusValue></userCheck>");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static boolean isRight(Map<String, String> given, HttpExchange exchange) {
        String algorithm = given.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
        String hash = algorithm.startsWith("SHA-256") ? "SHA-256" : "MD5";
        String a1 = hash(hash, given.get("username") + ":" + given.get("realm") + ":" + PASSWORD);
        if (algorithm.endsWith("-SESS")) {
            a1 = hash(hash, a1 + ":" + given.get("nonce") + ":" + given.get("cnonce"));
        }
        String a2 = hash(hash, exchange.getRequestMethod() + ":" + exchange.getRequestURI());
        String middle = given.get("qop") == null
                ? given.get("nonce")
                : String.join(":", given.get("nonce"), given.get("nc"), given.get("cnonce"), given.get("qop"));
        return "admin".equals(given.get("username"))
                && exchange.getRequestURI().toString().equals(given.get("uri"))
                && hash(hash, a1 + ":" + middle + ":" + a2).equals(given.get("response"));
    }

    private static Map<String, String> parameters(String header) {
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            parameters.put(matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
        }
        return parameters;
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
