package dev.rollcall.receiver.web;

import static dev.rollcall.receiver.testing.Answers.problem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.store.AuditEntry;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.Batches;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each limit is reached, and the neighbour is unharmed. */
class RateTest {

    private static final Punch PUNCH = Punch.at("RAT000001");

    private static RunningReceiver receiver;

    @BeforeAll
    static void start() {
        receiver = RunningReceiver.with(
                "--rollcall.access.trusted-proxies=127.0.0.1",
                "--rollcall.access.rate.unauthenticated=1",
                "--rollcall.access.rate.unauthenticated-burst=5",
                "--rollcall.access.rate.agent=1",
                "--rollcall.access.rate.agent-burst=3",
                "--rollcall.access.rate.reader=1",
                "--rollcall.access.rate.reader-burst=4",
                "--rollcall.limits.new-devices=1");
        // Known to an administrator, so that it takes no place among the new ones.
        receiver.webhook(PUNCH.device(), null, null);
    }

    @AfterAll
    static void stop() {
        receiver.close();
    }

    private static HttpResponse<String> stranger(String address, String path, String... more) {
        List<String> headers = new java.util.ArrayList<>(List.of("X-Forwarded-For", address));
        headers.addAll(List.of(more));
        return receiver.get(path, headers.toArray(String[]::new));
    }

    private static HttpResponse<String> batch(String token) {
        return receiver.post(
                "/api/attendance/backup-sync",
                Batches.of(PUNCH.device(), PUNCH.observation()),
                "Authorization",
                "Bearer " + token,
                "X-Forwarded-For",
                "198.51.100.1");
    }

    private static HttpResponse<String> batch(Punch punch, String token) {
        return receiver.post(
                "/api/attendance/backup-sync",
                Batches.of(punch.device(), punch.observation()),
                "Authorization",
                "Bearer " + token);
    }

    @Test
    void newDevices_areRefusedWhileTooManyWait_untilAnAdministratorHasSeenThem() {
        String agent = receiver.token(Role.AGENT, "introducer");
        Punch known = Punch.at("NEW000001");
        Punch another = Punch.at("NEW000002");
        int status = batch(known, agent).statusCode();
        HttpResponse<String> refused = batch(another, agent);

        assertThat(status).isEqualTo(200);
        assertThat(problem(refused)).isEqualTo("403 device-not-allowed");
        assertThat(refused.body()).contains("NEW000002", "rollcall.limits.new-devices", "Nothing is lost");
        assertThat(batch(known, agent).statusCode()).isEqualTo(200);

        receiver.webhook(another.device(), null, null);
        assertThat(batch(another, receiver.token(Role.AGENT, "introducer again"))
                        .statusCode())
                .isEqualTo(200);
    }

    /** What is told of a device brings it in as well. */
    @Test
    void newDevices_areNotBroughtInByProofsEither() {
        String agent = receiver.token(Role.AGENT, "introducer by proof");
        batch(Punch.at("NEW000001"), agent);
        String proof = "{\"version\":1,\"agent\":\"a\",\"windows\":[],\"proofs\":[{\"device\":\"NEW000009\","
                + "\"checkedAt\":\"2026-11-24T02:00:00Z\",\"covered\":[],\"findings\":[],\"days\":[]}]}";
        HttpResponse<String> refused =
                receiver.post("/api/attendance/tallies", proof.getBytes(UTF_8), "Authorization", "Bearer " + agent);

        assertThat(problem(refused)).isEqualTo("403 device-not-allowed");
        assertThat(refused.body()).contains("NEW000009", "rollcall.limits.new-devices");
        Optional<Device> known = receiver.store().read(unit -> unit.devices().find(DeviceKey.of("NEW000009")));
        assertThat(known).isEmpty();
    }

    private static List<Integer> statuses(int times, Supplier<HttpResponse<String>> request) {
        return IntStream.range(0, times)
                .mapToObj(each -> request.get().statusCode())
                .toList();
    }

    @Test
    void strangers_areLimitedByAddress_andOthersAreUnharmed() {
        assertThat(statuses(20, () -> stranger("198.51.100.2", "/login"))).contains(200, 429);
        HttpResponse<String> refused = stranger("198.51.100.2", "/api/devices");

        assertThat(problem(refused)).isEqualTo("429 too-many-requests");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"stranger\";q=5;w=5");
        assertThat(refused.headers().firstValue("RateLimit"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("\"stranger\";r=0;t="));
        assertThat(refused.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(stranger("198.51.100.3", "/login").statusCode()).isEqualTo(200);
        assertThat(stranger("198.51.100.2", "/actuator/health").statusCode()).isEqualTo(200);
        await().until(() -> stranger("198.51.100.2", "/login").statusCode() == 200);
    }

    @Test
    void wrongTokens_areLimited_andAGoodOneOfTheSameAddressIsUnharmed() {
        String wrong = "Bearer rc_admin_" + "A".repeat(48);
        String good = receiver.token(Role.READER, "good neighbour");

        assertThat(statuses(20, () -> stranger("198.51.100.4", "/api/devices", "Authorization", wrong)))
                .contains(401, 429)
                .doesNotContain(200);
        assertThat(stranger("198.51.100.4", "/api/devices", "Authorization", "Bearer " + good)
                        .statusCode())
                .isEqualTo(200);
        List<AuditEntry> audit = receiver.store().read(unit -> unit.audit().latest(100));
        assertThat(audit)
                .filteredOn(entry -> entry.actor().equals("198.51.100.4"))
                .hasSize(1);
    }

    @Test
    void agents_areLimitedByToken_andNothingIsLost() {
        String busy = receiver.token(Role.AGENT, "busy");
        String quiet = receiver.token(Role.AGENT, "quiet");

        assertThat(statuses(15, () -> batch(busy))).contains(200, 429);
        HttpResponse<String> refused = batch(busy);
        assertThat(problem(refused)).isEqualTo("429 too-many-requests");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(batch(quiet).statusCode()).isEqualTo(200);
        await().until(() -> batch(busy).statusCode() == 200);
    }

    @Test
    void readers_areLimitedByToken_andSeeWhatIsLeft() {
        String busy = receiver.token(Role.READER, "busy reader");
        String quiet = receiver.token(Role.READER, "quiet reader");

        HttpResponse<String> first = receiver.get("/api/devices", "Authorization", "Bearer " + busy);
        assertThat(first.headers().firstValue("RateLimit-Policy")).hasValue("\"reader\";q=4;w=4");
        assertThat(first.headers().firstValue("RateLimit"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("\"reader\";r=3;t="));
        assertThat(statuses(15, () -> receiver.get("/api/devices", "Authorization", "Bearer " + busy)))
                .contains(200, 429);
        assertThat(receiver.get("/api/devices", "Authorization", "Bearer " + quiet)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void terminals_areNeverTurnedAway() {
        String path = receiver.webhook(DeviceKey.of("RAT000002"), null, null);

        assertThat(statuses(
                        40,
                        () -> receiver.post(
                                path,
                                "{\"eventType\":\"heartBeat\"}".getBytes(UTF_8),
                                "X-Forwarded-For",
                                "198.51.100.5")))
                .containsOnly(200);
        assertThat(statuses(
                        40,
                        () -> receiver.post(
                                "/api/attendance/webhook/x", "{}".getBytes(UTF_8), "X-Forwarded-For", "198.51.100.5")))
                .containsOnly(404);
    }
}
