package dev.rollcall.receiver.web;

import static dev.rollcall.receiver.testing.Answers.json;
import static dev.rollcall.receiver.testing.Answers.problem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.query.Cursor;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.Batches;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The readers' way in, and heartbeats and health, over HTTP. */
class ReadEndpointTest {

    private static final Punch PUNCH = Punch.at("REA000001").name("Nimal");

    private static RunningReceiver receiver;
    private static String agent;
    private static String reader;

    @BeforeAll
    static void store() {
        receiver = RunningReceiver.onSqlite();
        agent = receiver.token(Role.AGENT, "agent to read from");
        reader = receiver.token(Role.READER, "reader");
        receiver.post(
                "/api/attendance/backup-sync",
                Batches.of(
                        PUNCH.device(),
                        PUNCH.observation(),
                        PUNCH.serial(174L)
                                .person("7")
                                .time("2026-11-23T09:00:01")
                                .observation(),
                        PUNCH.serial(175L).time("2026-11-23T09:00:02").observation()),
                "Authorization",
                "Bearer " + agent);
    }

    private static HttpResponse<String> get(String query) {
        return receiver.get("/api/attendance/events" + query, "Authorization", "Bearer " + reader);
    }

    @Test
    void events_comePageByPage_untilThereIsNoMore() {
        List<Long> serials = new ArrayList<>();
        String after = "";
        JsonNode page;
        do {
            page = json(get("?device=REA000001&limit=1" + after));
            page.path("events")
                    .forEach(event -> serials.add(event.path("serialNo").asLong()));
            after = "&after=" + page.path("next").asString();
        } while (page.path("more").asBoolean());

        assertThat(serials).containsExactly(173L, 174L, 175L);
        JsonNode empty = json(get("?device=REA000001" + after));
        assertThat(empty.path("events").size()).isZero();
        assertThat("&after=" + empty.path("next").asString()).isEqualTo(after);
    }

    @Test
    void events_tellEverythingOfAPunch() {
        JsonNode event = json(get("?device=REA000001")).path("events").get(0);

        assertThat(event.path("wallClock").asString()).isEqualTo("2026-11-23T09:00:00");
        assertThat(event.path("offset").asString()).isEqualTo("+05:30");
        assertThat(event.path("occurredAt").asString()).isEqualTo("2026-11-23T03:30:00Z");
        assertThat(event.path("timeQuality").asString()).isEqualTo("OFFSET_ONLY");
        assertThat(event.path("employeeNo").asString()).isEqualTo("00012");
        assertThat(event.path("confirmed").asBoolean()).isTrue();
        assertThat(event.path("revision").asInt()).isEqualTo(1);
        assertThat(event.path("channels").get(0).path("channel").asString()).isEqualTo("POLL");
        assertThat(event.has("cardNo")).isFalse();
    }

    @Test
    void events_areFilteredByPersonTimeAndKind() {
        String filter = "?device=REA000001&employee=7&kind=unspecified"
                + "&from=2026-11-23T09:00:01%2B05:30&to=2026-11-23T03:30:02Z";

        assertThat(json(get(filter)).path("events").size()).isEqualTo(1);
        assertThat(json(get(filter.replace("employee=7", "employee=07")))
                        .path("events")
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"from=yesterday", "to=2026-11-23", "kind=lunch", "limit=0", "limit=1001", "limit=x", "after=!"})
    void events_nameTheParameterThatIsWrong(String parameter) {
        HttpResponse<String> answer = get("?" + parameter);

        assertThat(problem(answer)).isEqualTo("400 invalid-parameter");
        assertThat(json(answer).path("detail").asString())
                .contains("'" + parameter.substring(0, parameter.indexOf('=')) + "'");
    }

    @Test
    void cursorOfAnotherStore_isGone() {
        HttpResponse<String> answer = get("?after=" + new Cursor("another", 5).text());

        assertThat(problem(answer)).isEqualTo("410 other-store");
        assertThat(json(answer).path("detail").asString()).contains("without 'after'");
    }

    @Test
    void devices_areListed() {
        HttpResponse<String> answer = receiver.get("/api/devices", "Authorization", "Bearer " + reader);

        JsonNode device = json(answer)
                .path("devices")
                .valueStream()
                .filter(one -> one.path("key").asString().equals("REA000001"))
                .findFirst()
                .orElseThrow();
        assertThat(device.path("name").asString()).isEqualTo("front-door");
        assertThat(device.path("isNew").asBoolean()).isTrue();
        assertThat(device.path("lastSeen").has("POLL")).isTrue();
        assertThat(device.path("clockOffset").asDouble()).isEqualTo(-1.5);
    }

    @Test
    void reading_needsAReaderOrAnAdministrator() {
        String admin = receiver.token(Role.ADMIN, "admin");

        assertThat(problem(receiver.get("/api/attendance/events"))).isEqualTo("401 token-missing");
        assertThat(problem(receiver.get("/api/attendance/events", "Authorization", "Bearer " + agent)))
                .isEqualTo("403 role-not-allowed");
        assertThat(problem(receiver.get("/api/devices", "Authorization", "Bearer " + agent)))
                .isEqualTo("403 role-not-allowed");
        assertThat(receiver.get("/api/devices", "Authorization", "Bearer " + admin)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void heartbeat_isKept_andItsMissingFieldsAreNamed() throws IOException {
        byte[] golden = ReadEndpointTest.class
                .getResourceAsStream("/exchange/heartbeat.json")
                .readAllBytes();
        String path = "/api/attendance/agents/heartbeat";

        assertThat(receiver.post(path, golden, "Authorization", "Bearer " + agent)
                        .statusCode())
                .isEqualTo(200);
        assertThat(receiver.get("/").body()).contains("1 rejected, 12 waiting", "back-door: never read");
        HttpResponse<String> incomplete =
                receiver.post(path, "{\"agent\":\"a\"}".getBytes(UTF_8), "Authorization", "Bearer " + agent);
        assertThat(json(incomplete).path("fields").toString()).isEqualTo("[\"version\",\"sentAt\",\"devices\"]");
        assertThat(problem(receiver.post(path, golden, "Authorization", "Bearer " + reader)))
                .isEqualTo("403 role-not-allowed");
    }

    @Test
    void heartbeat_tellsOnlyOfDevicesThatItsTokenMaySpeakFor() {
        String limited = receiver.token(Role.AGENT, "agent of one", DeviceKey.of("HEA000001"));
        String body = """
                {"agent": "limited-office", "version": "1", "sentAt": "2026-11-23T03:31:00Z", "backlog": 0, "blocked": 0, "devices": [
                  {"key": "HEA000001", "name": "own-door", "backlog": 0, "alarms": []},
                  {"key": "HEA000002", "name": "strange-door", "backlog": 0, "alarms": []}]}""";

        HttpResponse<String> answer = receiver.post(
                "/api/attendance/agents/heartbeat", body.getBytes(UTF_8), "Authorization", "Bearer " + limited);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("ignoredDevices").toString()).isEqualTo("[\"HEA000002\"]");
        String kept = receiver.store().read(unit -> unit.agents().all()).stream()
                .filter(one -> one.id().equals("limited-office"))
                .map(one -> String.valueOf(one.heartbeat()))
                .findFirst()
                .orElseThrow();
        assertThat(kept).contains("own-door").doesNotContain("strange-door");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/readiness", "/liveness"})
    void health_isUp(String part) {
        assertThat(receiver.get("/actuator/health" + part).body()).contains("\"status\":\"UP\"");
    }

    @Test
    void unknownPathsAndMethods_areProblems() {
        String admin = receiver.token(Role.ADMIN, "admin of nonsense");

        assertThat(problem(receiver.get("/nonsense"))).isEqualTo("401 token-missing");
        assertThat(problem(receiver.get("/api/nonsense", "Authorization", "Bearer " + reader)))
                .isEqualTo("403 role-not-allowed");
        assertThat(problem(receiver.get("/api/nonsense", "Authorization", "Bearer " + admin)))
                .isEqualTo("404 not-found");
        assertThat(problem(receiver.get("/api/attendance/webhook/x"))).isEqualTo("405 http-405");
        assertThat(receiver.get("/actuator/env").statusCode()).isEqualTo(401);
        assertThat(receiver.get("/actuator/env", "Authorization", "Bearer " + admin)
                        .statusCode())
                .isEqualTo(404);
    }
}
