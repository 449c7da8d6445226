package dev.rollcall.receiver.web;

import static dev.rollcall.receiver.testing.Answers.problem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.security.Tokens;
import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.Batches;
import dev.rollcall.receiver.testing.Endpoints;
import dev.rollcall.receiver.testing.Endpoints.Endpoint;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every handler that the router knows, asked with every kind of wrong token and with each role (X1, X24). */
class AccessTableTest {

    private static final Set<Role> READING = Set.of(Role.READER, Role.ADMIN);
    private static final Set<Role> OPEN = Set.of();

    /** Who may; nobody means everybody. What is not named here is for administrators. */
    private static final Map<String, Set<Role>> ALLOWED = Map.ofEntries(
            Map.entry("POST /api/attendance/backup-sync", Set.of(Role.AGENT)),
            Map.entry("POST /api/attendance/agents/heartbeat", Set.of(Role.AGENT)),
            Map.entry("POST /api/attendance/tallies", Set.of(Role.AGENT)),
            Map.entry("GET /api/attendance/completeness", READING),
            Map.entry("GET /api/attendance/completeness.csv", READING),
            Map.entry("GET /api/attendance/statement", READING),
            Map.entry("GET /api/attendance/statement-key", READING),
            Map.entry("GET /completeness", READING),
            Map.entry("GET /api/attendance/events", READING),
            Map.entry("GET /api/attendance/events.csv", READING),
            Map.entry("GET /api/devices", READING),
            Map.entry("GET /", READING),
            Map.entry("GET /openapi.json", Set.of(Role.AGENT, Role.READER, Role.ADMIN)),
            Map.entry("GET /actuator", READING),
            Map.entry("POST /api/attendance/webhook/{token}", OPEN),
            Map.entry("GET /api/attendance/webhook", OPEN),
            Map.entry("GET /login", OPEN),
            Map.entry("POST /login/wait", OPEN),
            Map.entry("GET /setup/{secret}", OPEN),
            Map.entry("POST /setup/{secret}", OPEN),
            Map.entry("GET /actuator/health", OPEN),
            Map.entry("GET /actuator/health/**", OPEN),
            Map.entry("GET /error", OPEN));

    private static RunningReceiver receiver;
    private static Map<Role, String> good;
    private static List<String> bad;

    @BeforeAll
    static void tokens() {
        receiver = RunningReceiver.onSqlite();
        good = Map.of(
                Role.AGENT, receiver.token(Role.AGENT, "table agent"),
                Role.READER, receiver.token(Role.READER, "table reader"),
                Role.ADMIN, receiver.token(Role.ADMIN, "table admin"));
        String revoked = receiver.token(Role.ADMIN, "table revoked");
        receiver.revoke("table revoked");
        String expired = receiver.bean(Tokens.class)
                .add(Role.ADMIN, "table expired", List.of(), Duration.ZERO)
                .reveal();
        String elsewhere = revoked.substring(0, revoked.length() - 1) + (revoked.endsWith("A") ? "B" : "A");
        String hook = receiver.webhook(DeviceKey.of("TAB000001"), null, null).replaceAll(".*/", "");
        bad = List.of(
                "Bearer ",
                "Bearer x",
                "Bearer " + revoked,
                "Bearer " + expired,
                "Bearer " + elsewhere,
                "Bearer " + hook,
                "Basic eDp4",
                "Basic !",
                "Negotiate abc",
                "");
    }

    static Stream<Endpoint> endpoints() {
        return Endpoints.of(RunningReceiver.onSqlite()).stream();
    }

    private static HttpResponse<String> ask(Endpoint endpoint, String... headers) {
        return receiver.send(endpoint.method(), endpoint.address(), "{}".getBytes(UTF_8), headers);
    }

    private static Set<Role> allowed(Endpoint endpoint) {
        return ALLOWED.getOrDefault(endpoint.toString(), Set.of(Role.ADMIN));
    }

    @Test
    void table_namesOnlyHandlersThatExist() {
        assertThat(endpoints().map(Endpoint::toString)).containsAll(ALLOWED.keySet());
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void noToken_isRefused_exceptWhereEverybodyMay(Endpoint endpoint) {
        // The page is open to this machine in the tests' receiver, and to nobody else.
        HttpResponse<String> answer = ask(endpoint, "Via", "a proxy");

        if (allowed(endpoint).isEmpty()) {
            assertThat(answer.statusCode()).isNotEqualTo(401);
        } else if (List.of("GET /", "GET /completeness").contains(endpoint.toString())) {
            assertThat(answer.statusCode()).isEqualTo(302);
        } else {
            assertThat(problem(answer)).isEqualTo("401 token-missing");
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void wrongRevokedExpiredAndForeignTokens_areRefusedAlike(Endpoint endpoint) {
        if (endpoint.address().startsWith("/api/attendance/webhook/")) {
            return;
        }
        for (String header : bad) {
            HttpResponse<String> answer = ask(endpoint, "Authorization", header);

            assertThat(answer.statusCode()).as(header).isEqualTo(401);
            assertThat(answer.body())
                    .isEqualTo(new String(json().write(Problems.tokenRefused().fields()), UTF_8));
        }
        HttpResponse<String> twice = ask(
                endpoint,
                "Authorization",
                "Bearer " + good.get(Role.ADMIN),
                "Authorization",
                "Bearer " + good.get(Role.ADMIN));
        assertThat(twice.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void roles_getInOnlyWhereTheyMay(Endpoint endpoint) {
        Set<Role> allowed = allowed(endpoint);
        good.forEach((role, token) -> {
            HttpResponse<String> answer = ask(endpoint, "Authorization", "Bearer " + token, "Via", "a proxy");

            if (allowed.isEmpty()) {
                assertThat(answer.statusCode()).as(role.name()).isNotEqualTo(401);
            } else if (allowed.contains(role)) {
                assertThat(answer.statusCode()).as(role.name()).isNotIn(401, 403);
            } else {
                assertThat(problem(answer)).as(role.name()).isEqualTo("403 role-not-allowed");
            }
        });
    }

    @Test
    void tokenOfOneDevice_storesNothingOfAnother_whetherItExistsOrNot() {
        DeviceKey own = DeviceKey.of("TAB000002");
        Punch known = Punch.at("TAB000001");
        Punch unknown = Punch.at("TAB000099");
        String token = receiver.token(Role.AGENT, "agent of one device", own);
        String one = post(token, known);
        String other = post(token, unknown);

        assertThat(one).isEqualTo(other.replace("TAB000099", "TAB000001")).contains("device-not-allowed");
        assertThat(stored("TAB000001")).isZero();
        boolean isKnown = receiver.store()
                .read(unit -> unit.devices().find(DeviceKey.of("TAB000099")).isPresent());
        assertThat(isKnown).isFalse();
    }

    @Test
    void webhookAddresses_thatAreUnknownRevokedOrOfAnotherKind_areNotThere_allAlike() {
        String revoked = receiver.webhook(DeviceKey.of("TAB000003"), null, null);
        receiver.revoke("TAB000003");
        List<String> paths = List.of(
                revoked,
                "/api/attendance/webhook/x",
                "/api/attendance/webhook/" + good.get(Role.ADMIN),
                "/api/attendance/webhook/" + good.get(Role.AGENT));

        assertThat(paths)
                .map(path -> receiver.post(path, "{}".getBytes(UTF_8)))
                .allSatisfy(answer -> assertThat(problem(answer)).isEqualTo("404 not-found"))
                .extracting(HttpResponse::body)
                .containsOnly(new String(json().write(Problems.unknownAddress().fields()), UTF_8));
    }

    @Test
    void employees_cannotBeTold_byAskingForThem() {
        String reader = "Bearer " + good.get(Role.READER);

        assertThat(receiver.get("/api/attendance/events?device=TAB000050&employee=1", "Authorization", reader)
                        .body())
                .isEqualTo(receiver.get("/api/attendance/events?device=TAB000051&employee=2", "Authorization", reader)
                        .body());
    }

    private static String post(String token, Punch punch) {
        return receiver.post(
                        "/api/attendance/backup-sync",
                        Batches.of(punch.device(), punch.observation()),
                        "Authorization",
                        "Bearer " + token)
                .body();
    }

    private static long stored(String device) {
        EventFilter filter = new EventFilter(DeviceKey.of(device), null, null, null, null);
        return receiver.store()
                .read(unit -> (long) unit.feed().page(filter, 0, 10).size());
    }

    private static ExchangeJson json() {
        return new ExchangeJson();
    }
}
