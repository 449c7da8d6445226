package dev.rollcall.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.rollcall.receiver.testing.Batches;
import dev.rollcall.receiver.testing.Browser;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.RawHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One way through everything that a receiver does, written down so that two receivers can be compared. */
final class Walk {

    private static final String PASSWORD = "canary words of the first person";
    private static final String DEVICE_PASSWORD = "canary-of-a-terminal-password";
    private static final String ORIGINAL =
            "{\"deviceIp\":\"127.0.0.1\",\"devicePort\":1,\"deviceUsername\":\"admin\",\"devicePassword\":\""
                    + DEVICE_PASSWORD
                    + "\",\"startTime\":\"2026-11-23T04:00:00.000Z\",\"endTime\":\"2026-11-23T09:00:00.000Z\"}";
    private static final String PUSHED =
            "{\"dateTime\":\"2026-11-23T09:05:00+05:30\",\"eventType\":\"AccessControllerEvent\","
                    + "\"AccessControllerEvent\":{\"majorEventType\":5,\"subEventType\":75,\"serialNo\":174,\"employeeNoString\":\"00012\"}}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();
    private final StringBuilder answers = new StringBuilder();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final ServedWar served;

    Walk(ServedWar served) {
        this.served = served;
        secrets.put("password of the owner", PASSWORD);
        secrets.put("password of a terminal", DEVICE_PASSWORD);
    }

    List<String> lines() {
        return lines;
    }

    Map<String, String> secrets() {
        return secrets;
    }

    String said() {
        return said.toString();
    }

    String answers() {
        return answers.toString();
    }

    void go() throws Exception {
        strangers();
        person();
        programs();
        refused();
    }

    private void strangers() throws Exception {
        note(get("/actuator/health", ""));
        note(get("/actuator/health/readiness", ""));
        note(get("/", ""));
        note(get("/login", ""));
        note(get("/rollcall.css", ""));
        note(get("/api/attendance/webhook", ""));
        note(get("/openapi.json", ""));
        note(get("/nonsense", ""));
    }

    private void person() {
        Browser browser = new Browser(served.port());
        String link = "/setup/" + served.setupSecret();
        note(browser.submit(link, link, Map.of("name", "owner", "password", PASSWORD, "again", PASSWORD)));
        note(browser.get(link));
        note(browser.login("owner", PASSWORD + "?"));
        note(browser.login("owner", PASSWORD));
        secrets.put("session", browser.cookie("rollcall-session"));
        note(browser.get("/"));
        note(browser.get("/api/audit"));
        note(browser.post("/logout", Map.of()));
        note(browser.submit("/", "/logout", Map.of()));
        note(browser.get("/"));
        String second = "canary of a second password";
        secrets.put("password of a user", second);
        served.administer(said, second, "user", "add", "--role", "reader", "clerk");
        note(browser.login("clerk", second));
        secrets.put("session of a user", browser.cookie("rollcall-session"));
        note(browser.get("/api/audit"));
    }

    private void programs() throws Exception {
        String agent = secret("agent", "token", "add", "--role", "agent", "office");
        String reader = secret("reader", "token", "add", "--role", "reader", "hr");
        String admin = secret("administrator", "token", "add", "--role", "admin", "it");
        String rotated = secret("rotated", "token", "rotate", "hr");
        String path =
                served.administer(said, "", "device", "add", "WAR000001", "--name", "door", "--zone", "Asia/Colombo");
        secrets.put("webhook", path.replaceAll(".*/", ""));
        Punch punch = Punch.at("WAR000001");
        byte[] batch = Batches.of(punch.device(), punch.observation());
        note(post("/api/attendance/backup-sync", batch, agent));
        note(post("/api/attendance/backup-sync", batch, agent));
        note(post("/api/attendance/backup-sync", ORIGINAL.getBytes(UTF_8), agent));
        note(post("/api/attendance/backup-sync", new byte[] {'{'}, agent));
        note(post(path, PUSHED.getBytes(UTF_8), ""));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get("/api/attendance/events", reader).body().contains("\"serialNo\":174"));
        note(get("/api/attendance/events", reader));
        note(get("/api/attendance/events?limit=0", rotated));
        note(get("/api/attendance/events.csv", rotated));
        note(get("/api/devices", reader));
        note(get("/api/audit", admin));
        note(get("/api/audit", reader));
        note(get("/openapi.json", reader));
        served.administer(said, "", "token", "revoke", "hr");
        note(get("/api/devices", reader));
        said.append(served.administer(said, "", "token", "list"));
        said.append(served.administer(said, "", "device", "list"));
        said.append(served.administer(said, "", "user", "list"));
        served.administer(said, "", "check");
    }

    private String secret(String what, String... words) {
        String secret = served.administer(said, "", words);
        secrets.put(what, secret);
        return secret;
    }

    private void refused() {
        RawHttp raw = new RawHttp(served.port());
        for (String path : List.of("/api/devices;x=1", "/login/%2e%2e/x", "/login?a=%zz", "//x", "/error")) {
            RawHttp.Answer answer = raw.get(path);
            note(path, answer.status(), answer.headers(), answer.body());
        }
        RawHttp.Answer deleted = raw.send("DELETE /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        note("DELETE /login", deleted.status(), deleted.headers(), deleted.body());
    }

    private void note(HttpResponse<String> answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        answer.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        note(
                answer.request().method() + " " + answer.request().uri().getPath(),
                answer.statusCode(),
                headers,
                answer.body());
    }

    private void note(String what, int status, Map<String, String> headers, String body) {
        answers.append(what.contains("rc_") ? "" : what)
                .append(' ')
                .append(body)
                .append('\n');
        TreeSet<String> names = new TreeSet<>(headers.keySet());
        names.removeAll(List.of(
                "content-length", "transfer-encoding", "date", "connection", "keep-alive", "vary", "content-language"));
        lines.add(plain(what + " " + status + " " + names + " "
                + headers.getOrDefault("content-type", "").replace(" ", "") + " " + headers.getOrDefault("location", "")
                + " " + body));
    }

    /** Leaves out what differs from one receiver to the next by its nature, and what is derived in the background some time or other. */
    private String plain(String line) {
        return line.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "TIME")
                .replaceAll("\\d+ \\w{3} \\d{4}, [\\d:]+ UTC", "TIME")
                .replaceAll("rc_(setup|hook)_[\\w-]+", "SECRET")
                .replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "PROOF")
                .replaceAll("\"(store|next)\":\"[^\"]+\"", "$1")
                .replaceAll("\"epochs\":\\[[^]]*]", "\"epochs\":[]")
                .replace("localhost:" + served.port(), "HERE");
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return send(HttpRequest.newBuilder(address(path)).GET(), token);
    }

    private HttpResponse<String> post(String path, byte[] body, String token) throws Exception {
        return send(HttpRequest.newBuilder(address(path)).POST(BodyPublishers.ofByteArray(body)), token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String token) throws Exception {
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + served.port() + path);
    }
}
