package dev.rollcall.receiver.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.query.Cursor;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.Batches;
import dev.rollcall.receiver.testing.Endpoints;
import dev.rollcall.receiver.testing.Endpoints.Endpoint;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.RunningReceiver;
import dev.rollcall.receiver.testing.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description and the handlers are the same, both ways. */
class OpenApiTest {

    private static final Set<String> FOR_PEOPLE = Set.of(
            "GET /",
            "GET /completeness",
            "GET /login",
            "POST /login/wait",
            "GET /setup/{secret}",
            "POST /setup/{secret}",
            "GET /error",
            "GET /actuator");
    private static final String TALLIES = """
            {"version": 1, "agent": "a", "windows": [
              {"device": "OPE000001", "level": "ALL", "tallies": [{"events": 7, "hash": "00000000000000000000000000000abc"}]},
              {"device": "OPE000001", "level": "EVENT", "at": "2026-11-23T09", "events": []}]}""";
    private static final String TOLD = """
            {"version": 1, "agent": "a", "windows": [], "proofs": [{"device": "OPE000001", "checkedAt": "%s", "covered": [],
              "findings": [], "days": [{"day": "2026-11-22", "how": "NOT_ASKED", "journal": %d, "compared": true, "over": true,
                "sent": {"events": 0, "hash": "00000000000000000000000000000000"},
                "receiver": {"events": 0, "hash": "00000000000000000000000000000000"}, "findings": []}]}]}""";
    private static final Set<String> NOT_AT_WILL = Set.of("429", "503");

    private static JsonNode document;
    private static Schema schema;
    private static RunningReceiver receiver;

    @BeforeAll
    static void read() throws IOException {
        receiver = RunningReceiver.onSqlite();
        try (InputStream file = OpenApiTest.class.getResourceAsStream("/openapi.json")) {
            document = new JsonMapper().readTree(file);
        }
        schema = new Schema(document);
    }

    private static Stream<Endpoint> handlers() {
        return Endpoints.of(receiver).stream().filter(endpoint -> !FOR_PEOPLE.contains(endpoint.toString()));
    }

    private static String described(Endpoint endpoint) {
        return endpoint.toString().replace("/**", "/{group}");
    }

    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
        return operations;
    }

    @Test
    void operations_areTheHandlers() {
        assertThat(handlers().map(OpenApiTest::described))
                .containsExactlyInAnyOrderElementsOf(operations().keySet());
    }

    @Test
    void parameters_areThoseOfTheHandlers() {
        Map<String, JsonNode> operations = operations();
        handlers()
                .filter(endpoint -> !endpoint.path().startsWith("/actuator"))
                .forEach(endpoint -> assertThat(operations
                                .get(described(endpoint))
                                .path("parameters")
                                .valueStream()
                                .map(one -> one.path("in").asString() + " "
                                        + one.path("name").asString()))
                        .as(endpoint.toString())
                        .containsExactlyInAnyOrderElementsOf(parameters(endpoint)));
    }

    private static List<String> parameters(Endpoint endpoint) {
        List<String> all = new ArrayList<>();
        for (MethodParameter parameter : endpoint.handler().getMethodParameters()) {
            parameter.initParameterNameDiscovery(new org.springframework.core.DefaultParameterNameDiscoverer());
            if (parameter.hasParameterAnnotation(PathVariable.class)) {
                all.add("path " + parameter.getParameterName());
            } else if (parameter.hasParameterAnnotation(RequestParam.class)) {
                all.add("query " + parameter.getParameterName());
            } else if (parameter.hasParameterAnnotation(ModelAttribute.class)) {
                Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(name -> all.add("query " + name));
            }
        }
        return all;
    }

    @Test
    void examples_fitTheirSchemas() {
        List<String> faults = new ArrayList<>();
        int[] examples = new int[1];
        operations().forEach((name, operation) -> {
            Stream<JsonNode> answers = operation.path("responses").valueStream().map(schema::resolve);
            Stream.concat(Stream.of(operation.path("requestBody")), answers)
                    .flatMap(message -> message.path("content").valueStream())
                    .filter(content -> content.has("example"))
                    .forEach(content -> {
                        examples[0]++;
                        faults.addAll(schema.faults(content.path("schema"), content.path("example"), name));
                    });
        });

        assertThat(faults).isEmpty();
        assertThat(examples[0]).isGreaterThan(30);
    }

    /** Each operation is asked in every way that leads to another answer; what comes is described, and what is described comes. */
    @Test
    void answers_areThoseDescribed() {
        Map<String, Set<String>> seen = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        walk().forEach(call -> {
            HttpResponse<String> answer = call.answer();
            String code = Integer.toString(answer.statusCode());
            seen.computeIfAbsent(call.operation(), each -> new TreeSet<>()).add(code);
            JsonNode content = schema.resolve(
                            operations().get(call.operation()).path("responses").path(code))
                    .path("content");
            String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
            if (!content.isMissingNode() && !content.has(type)) {
                faults.add(call.operation() + " " + code + " is " + type);
            } else if (type.endsWith("json")) {
                faults.addAll(schema.faults(
                        content.path(type).path("schema"),
                        new JsonMapper().readTree(answer.body()),
                        call.operation() + " " + code));
            }
        });

        assertThat(faults).isEmpty();
        operations().forEach((name, operation) -> {
            Set<String> described = new TreeSet<>(operation.path("responses").propertyNames());
            described.removeAll(NOT_AT_WILL);
            assertThat(seen.getOrDefault(name, Set.of())).as(name).isEqualTo(described);
        });
    }

    private record Call(String operation, HttpResponse<String> answer) {}

    private static Stream<Call> walk() {
        List<Call> calls = new ArrayList<>();
        String agent = "Bearer " + receiver.token(Role.AGENT, "described agent");
        String reader = "Bearer " + receiver.token(Role.READER, "described reader");
        String admin = "Bearer " + receiver.token(Role.ADMIN, "described admin");
        Punch punch = Punch.at("OPE000001").name("Nimal");
        byte[] batch = Batches.of(punch.device(), punch.observation());
        for (String path :
                List.of("/api/attendance/backup-sync", "/api/attendance/agents/heartbeat", "/api/attendance/tallies")) {
            byte[] good = path.endsWith("sync")
                    ? batch
                    : path.endsWith("tallies")
                            ? TALLIES.getBytes(UTF_8)
                            : "{\"agent\":\"a\",\"version\":\"1\",\"sentAt\":\"2026-11-23T03:31:00Z\",\"devices\":[]}"
                                    .getBytes(UTF_8);
            post(calls, path, good, "Authorization", agent);
            post(calls, path, "{}".getBytes(UTF_8), "Authorization", agent);
            post(calls, path, good);
            post(calls, path, good, "Authorization", reader);
            post(calls, path, new byte[9_000_000], "Authorization", agent);
            post(calls, path, good, "Authorization", agent, "Content-Encoding", "br");
        }
        for (String told :
                List.of(TOLD.formatted("2026-11-24T02:00:00Z", 1), TOLD.formatted("2026-11-23T02:00:00Z", 2))) {
            post(calls, "/api/attendance/tallies", told.getBytes(UTF_8), "Authorization", agent);
        }
        String hook = receiver.webhook(DeviceKey.of("OPE000002"), null, null);
        calls.add(new Call(
                "POST /api/attendance/webhook/{token}",
                receiver.post(hook, "{\"eventType\":\"heartBeat\"}".getBytes(UTF_8))));
        calls.add(new Call("POST /api/attendance/webhook/{token}", receiver.post(hook + "x", new byte[1])));
        get(calls, "/api/attendance/webhook", "");
        get(calls, "/api/attendance/webhook", "", "Authorization", "Bearer x");
        for (String path : List.of("/api/attendance/events", "/api/attendance/events.csv", "/api/devices")) {
            get(calls, path, "", "Authorization", reader);
            get(calls, path, "");
            get(calls, path, "", "Authorization", agent);
        }
        for (String path : List.of(
                "/api/attendance/completeness",
                "/api/attendance/completeness.csv",
                "/api/attendance/statement",
                "/api/attendance/statement-key")) {
            get(calls, path, "?device=OPE000001", "Authorization", reader);
            get(calls, path, "");
            get(calls, path, "", "Authorization", agent);
            if (!path.endsWith("key")) {
                get(calls, path, "?device=OPE000001&from=yesterday", "Authorization", reader);
            }
        }
        get(calls, "/api/attendance/events", "?kind=lunch", "Authorization", reader);
        get(calls, "/api/attendance/events", "?after=" + new Cursor("another", 1).text(), "Authorization", reader);
        get(calls, "/api/attendance/events.csv", "?from=now", "Authorization", reader);
        get(calls, "/api/audit", "?limit=2", "Authorization", admin);
        get(calls, "/api/audit", "?before=x", "Authorization", admin);
        get(calls, "/api/audit", "");
        get(calls, "/api/audit", "", "Authorization", reader);
        get(calls, "/openapi.json", "", "Authorization", agent);
        get(calls, "/openapi.json", "");
        get(calls, "/actuator/health", "");
        get(calls, "/actuator/health", "", "Authorization", "Bearer x");
        calls.add(new Call("GET /actuator/health/{group}", receiver.get("/actuator/health/liveness")));
        calls.add(new Call("GET /actuator/health/{group}", receiver.get("/actuator/health/nonsense")));
        calls.add(new Call(
                "GET /actuator/health/{group}",
                receiver.get("/actuator/health/liveness", "Authorization", "Bearer x")));
        return calls.stream();
    }

    private static void post(List<Call> calls, String path, byte[] body, String... headers) {
        calls.add(new Call("POST " + path, receiver.post(path, body, headers)));
    }

    private static void get(List<Call> calls, String path, String query, String... headers) {
        calls.add(new Call("GET " + path, receiver.get(path + query, headers)));
    }
}
