package dev.rollcall.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plain client with its own digest arithmetic; keeps the last nonce and counts its uses. */
final class DigestClient {
    static final String SEARCH = "/ISAPI/AccessControl/AcsEvent?format=json";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;
    private final String user;
    private final String password;
    private String algorithm = "MD5";
    private boolean qop = true;
    private String realm = "";
    private String nonce = "";
    private int count;

    DigestClient(DeviceSimulator simulator, String user, String password) {
        this(simulator.url(), user, password);
    }

    DigestClient(URI base, String user, String password) {
        this.base = base;
        this.user = user;
        this.password = password;
    }

    static DigestClient of(DeviceSimulator simulator) {
        return new DigestClient(simulator, "admin", "simulated-1");
    }

    /** Uses another algorithm from now on. */
    void speak(String name) {
        algorithm = name;
    }

    /** Speaks as before qop was invented. */
    void withoutQop() {
        qop = false;
    }

    String nonce() {
        return nonce;
    }

    /** An Authorization header for the next GET. */
    String header(String target) throws NoSuchAlgorithmException {
        return header("GET", target);
    }

    String header(String method, String target) throws NoSuchAlgorithmException {
        return authorization(method, target, ++count);
    }

    HttpResponse<String> get(String target) throws Exception {
        return call("GET", target, "");
    }

    HttpResponse<String> post(String target, String body) throws Exception {
        return call("POST", target, body);
    }

    HttpResponse<String> put(String target, String body) throws Exception {
        return call("PUT", target, body);
    }

    HttpResponse<String> search(String condition) throws Exception {
        return post(SEARCH, "{\"AcsEventCond\":{\"searchID\":\"s\"," + condition + "}}");
    }

    /** With the known nonce; after a challenge once more with the new one. */
    private HttpResponse<String> call(String method, String target, String body) throws Exception {
        if (nonce.isEmpty()) {
            challenge();
        }
        return authorized(method, target, body);
    }

    /** Fetches a new challenge. */
    HttpResponse<String> challenge() throws Exception {
        HttpResponse<String> response = send("GET", "/ISAPI/Security/userCheck", "", null);
        String header = response.headers().firstValue("WWW-Authenticate").orElseThrow();
        realm = parameter(header, "realm");
        nonce = parameter(header, "nonce");
        count = 0;
        return response;
    }

    HttpResponse<String> authorized(String method, String target, String body) throws Exception {
        return send(method, target, body, authorization(method, target, ++count));
    }

    HttpResponse<String> withCount(int nc, String target) throws Exception {
        return send("GET", target, "", authorization("GET", target, nc));
    }

    HttpResponse<String> send(String method, String target, String body, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(target))
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return whole(request.build());
    }

    /** The time-out of a request ends with its headers; this one covers the body as well. */
    private HttpResponse<String> whole(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            return answer.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IOException(e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new AssertionError("no whole answer within 20 s to " + request, e);
        }
    }

    private String authorization(String method, String target, int nc) throws NoSuchAlgorithmException {
        String times = String.format("%08x", nc);
        String first = hash(user + ":" + realm + ":" + password);
        String second = hash(method + ":" + target);
        String common = "Digest username=\"" + user + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\""
                + target + "\", algorithm=" + algorithm + ", opaque=\"\"";
        if (!qop) {
            return common + ", response=\"" + hash(first + ":" + nonce + ":" + second) + "\"";
        }
        String response = hash(first + ":" + nonce + ":" + times + ":abcdef01:auth:" + second);
        return common + ", qop=auth, nc=" + times + ", cnonce=\"abcdef01\", response=\"" + response + "\"";
    }

    static String parameter(String header, String name) {
        Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(header);
        if (!matcher.find()) {
            throw new AssertionError("no " + name + " in " + header);
        }
        return matcher.group(1);
    }

    private String hash(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
