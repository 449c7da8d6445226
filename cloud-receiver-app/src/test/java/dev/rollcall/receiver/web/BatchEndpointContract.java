package dev.rollcall.receiver.web;

import static dev.rollcall.receiver.testing.Answers.json;
import static dev.rollcall.receiver.testing.Answers.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.FeedEvent;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.Batches;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The agent's way in, over HTTP, on each database. */
abstract class BatchEndpointContract {

    private static final String PATH = "/api/attendance/backup-sync";
    private static final AtomicInteger DEVICES = new AtomicInteger();

    private final RunningReceiver receiver = receiver();
    private Punch punch;
    private String token;

    abstract RunningReceiver receiver();

    @BeforeEach
    void newDevice() {
        punch = Punch.at(String.format("BAT%06d", DEVICES.incrementAndGet()));
        token = receiver.token(Role.AGENT, "agent of " + punch.device());
    }

    private HttpResponse<String> send(byte[] body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = "Bearer " + token;
        return receiver.post(PATH, body, all);
    }

    private HttpResponse<String> send(String body) {
        return send(body.getBytes(StandardCharsets.UTF_8));
    }

    private List<FeedEvent> events() {
        return receiver.store()
                .read(unit -> unit.feed().page(new EventFilter(punch.device(), null, null, null, null), 0, 1000));
    }

    @Test
    void batch_isStoredOnce_andSettledEachTime() {
        byte[] batch = Batches.of(punch.device(), punch.observation());
        String id = EventIdentity.idOf(punch.event()).hex();

        HttpResponse<String> first = send(batch);
        HttpResponse<String> again = send(batch);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Rollcall-Version")).isPresent();
        JsonNode receipt = json(first);
        assertThat(receipt.path("success").asBoolean()).isTrue();
        assertThat(receipt.path("batchId").asString()).isEqualTo("batch-1");
        assertThat(receipt.path("recordsFetched").asInt()).isEqualTo(1);
        assertThat(receipt.path("recordsProcessed").asInt()).isEqualTo(1);
        assertThat(receipt.path("recordsFailed").asInt()).isZero();
        assertThat(receipt.path("store").asString()).isEqualTo(receiver.store().id());
        assertThat(receipt.path("outcomes").get(0).toString())
                .isEqualTo("{\"id\":\"" + id + "\",\"outcome\":\"STORED\",\"storedAs\":\"" + id + "\"}");
        assertThat(json(again).path("recordsProcessed").asInt()).isZero();
        assertThat(json(again).path("outcomes").get(0).path("outcome").asString())
                .isEqualTo("KNOWN");
        assertThat(events())
                .singleElement()
                .satisfies(event -> assertThat(event.stored().event()).isEqualTo(punch.event()));
    }

    @Test
    void batch_isAccepted_whenCompressed() {
        HttpResponse<String> answer =
                send(Batches.gzip(Batches.of(punch.device(), punch.observation())), "Content-Encoding", "gzip");

        assertThat(json(answer).path("recordsProcessed").asInt()).isEqualTo(1);
    }

    @Test
    void batch_ofNothing_isAcknowledged() {
        HttpResponse<String> answer = send(Batches.of(punch.device()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("success").asBoolean()).isTrue();
    }

    @Test
    void outcomes_standInTheOrderOfTheBatch_andRejectOnlyTheBadOnes() {
        String good = new String(
                Batches.of(
                        punch.device(),
                        punch.observation(),
                        punch.serial(174L).observation(),
                        punch.serial(175L).observation(),
                        punch.serial(176L).observation()),
                StandardCharsets.UTF_8);
        String bad = good.replace(
                        "\"serialNo\":174,\"wallClock\":\"2026-11-23T09:00:00\"",
                        "\"serialNo\":174,\"wallClock\":\"yesterday\"")
                .replaceFirst("(\"serialNo\":175,.*?\"employeeNo\":\")00012", "$1\\\\u000012");

        JsonNode receipt = json(send(bad));

        assertThat(receipt.path("success").asBoolean()).isFalse();
        assertThat(receipt.path("recordsProcessed").asInt()).isEqualTo(2);
        assertThat(receipt.path("recordsFailed").asInt()).isEqualTo(2);
        assertThat(receipt.path("outcomes")
                        .valueStream()
                        .map(outcome -> outcome.path("outcome").asString()))
                .containsExactly("STORED", "REJECTED", "REJECTED", "STORED");
        assertThat(receipt.path("outcomes").get(1).path("reason").asString()).contains("wallClock", "yesterday");
        assertThat(receipt.path("outcomes").get(2).path("reason").asString()).contains("employeeNo", "U+0000");
        assertThat(receipt.path("errors").size()).isEqualTo(2);
        assertThat(events()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\ud800b", "a\udc00b"})
    void name_thatNoTextColumnHolds_isCleaned(String name) {
        JsonNode receipt = json(send(Batches.of(punch.device(), punch.name(name).observation())));

        assertThat(receipt.path("success").asBoolean()).isTrue();
        assertThat(events())
                .singleElement()
                .satisfies(event -> assertThat(event.stored().event().name()).matches("a.b"));
    }

    @Test
    void nullEvent_isRejected_andTheOthersStay() {
        String batch = new String(Batches.of(punch.device(), punch.observation()), StandardCharsets.UTF_8)
                .replace("\"events\":[", "\"events\":[null,");

        JsonNode receipt = json(send(batch));

        assertThat(receipt.path("outcomes")
                        .valueStream()
                        .map(outcome -> outcome.path("outcome").asString()))
                .containsExactly("REJECTED", "STORED");
    }

    @Test
    void pushAndPoll_areOneEvent_inEitherOrder() {
        Observation pushed = punch.serial(null).by(Channel.LISTENER).observation();
        Punch other = punch.serial(200L).time("2026-11-23T12:00:00");
        Observation otherPushed = other.serial(null).by(Channel.LISTENER).observation();

        JsonNode first = json(send(Batches.of(punch.device(), pushed, other.observation())));
        JsonNode second = json(send(Batches.of(punch.device(), punch.observation(), otherPushed)));

        assertThat(second.path("recordsProcessed").asInt()).isZero();
        assertThat(second.path("outcomes")
                        .valueStream()
                        .map(outcome -> outcome.path("storedAs").asString()))
                .containsExactlyElementsOf(first.path("outcomes")
                        .valueStream()
                        .map(outcome -> outcome.path("storedAs").asString())
                        .toList());
        assertThat(events()).hasSize(2).allMatch(event -> event.stored().confirmed());
        assertThat(events()).allMatch(event -> event.sights().size() == 2);
    }

    @Test
    void missingFields_areAllNamed() {
        HttpResponse<String> answer = send("{\"version\":1,\"device\":{}}");

        assertThat(problem(answer)).isEqualTo("400 missing-fields");
        assertThat(json(answer).path("error").asString()).isEqualTo("Missing required fields");
        assertThat(json(answer).path("fields").toString())
                .isEqualTo("[\"batchId\",\"agent\",\"device.key\",\"events\"]");
    }

    @Test
    void malformedJson_isSaidToBe() {
        assertThat(problem(send("{"))).isEqualTo("400 malformed-json");
        assertThat(problem(send(""))).isEqualTo("400 malformed-json");
    }

    @Test
    void otherVersion_isRefused() {
        String batch = new String(Batches.of(punch.device()), StandardCharsets.UTF_8)
                .replace("\"version\":1", "\"version\":2");

        assertThat(problem(send(batch))).isEqualTo("400 invalid-field");
    }

    @Test
    void tooManyEvents_nameTheLimit() {
        Observation[] many = Collections.nCopies(501, punch.observation()).toArray(Observation[]::new);

        HttpResponse<String> answer = send(Batches.gzip(Batches.of(punch.device(), many)), "Content-Encoding", "gzip");

        assertThat(problem(answer)).isEqualTo("413 too-large");
        assertThat(json(answer).path("detail").asString()).contains("rollcall.limits.batch-events=500");
        assertThat(events()).isEmpty();
    }

    @Test
    void fullBatch_isStored() {
        Observation[] many = IntStream.rangeClosed(1, 500)
                .mapToObj(serial -> punch.serial((long) serial).observation())
                .toArray(Observation[]::new);

        assertThat(json(send(Batches.of(punch.device(), many)))
                        .path("recordsProcessed")
                        .asInt())
                .isEqualTo(500);
    }

    @Test
    void gzipBomb_isCutOffAtTheLimit() {
        byte[] bomb = Batches.gzip(new byte[64 * 1024 * 1024]);

        HttpResponse<String> answer = send(bomb, "Content-Encoding", "gzip");

        assertThat(problem(answer)).isEqualTo("413 too-large");
        assertThat(json(answer).path("detail").asString()).contains("rollcall.limits.batch-inflated");
    }

    @Test
    void compressedBodyOverTheLimit_isRefused() {
        byte[] noise = new byte[2 * 1024 * 1024];
        new java.util.Random(1).nextBytes(noise);

        HttpResponse<String> answer = send(Batches.gzip(noise), "Content-Encoding", "gzip");

        assertThat(problem(answer)).isEqualTo("413 too-large");
        assertThat(json(answer).path("detail").asString()).contains("rollcall.limits.batch-compressed");
    }

    @Test
    void brokenGzip_andOtherEncodings_areRefused() {
        assertThat(problem(send(new byte[] {1, 2, 3}, "Content-Encoding", "gzip")))
                .isEqualTo("400 malformed-body");
        assertThat(problem(send(new byte[] {1, 2, 3}, "Content-Encoding", "br")))
                .isEqualTo("415 encoding-not-supported");
    }

    @Test
    void token_thatIsMissingWrongRevokedOrOfAnotherRole_isRefused() {
        byte[] batch = Batches.of(punch.device(), punch.observation());
        String reader = receiver.token(Role.READER, "reader of " + punch.device());
        receiver.revoke("agent of " + punch.device());

        assertThat(problem(receiver.post(PATH, batch))).isEqualTo("401 token-missing");
        assertThat(problem(send(batch))).isEqualTo("401 token-refused");
        assertThat(problem(receiver.post(PATH, batch, "Authorization", "Bearer rc_agent_x")))
                .isEqualTo("401 token-refused");
        assertThat(problem(receiver.post(PATH, batch, "Authorization", "Bearer " + token.replace("agent", "admin"))))
                .isEqualTo("401 token-refused");
        assertThat(problem(receiver.post(PATH, batch, "Authorization", "Bearer " + reader)))
                .isEqualTo("403 role-not-allowed");
        assertThat(events()).isEmpty();
    }

    @Test
    void token_limitedToADevice_sendsForThatDeviceOnly() {
        token = receiver.token(Role.AGENT, "limited", punch.device());
        DeviceKey other = DeviceKey.of(punch.device() + "X");

        assertThat(problem(send(Batches.of(other, Punch.at(other.value()).observation()))))
                .isEqualTo("403 device-not-allowed");
        assertThat(json(send(Batches.of(punch.device(), punch.observation())))
                        .path("recordsProcessed")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void devicePull_isOff_alsoWithTheTokenAsBasicPassword() {
        String basic = Base64.getEncoder().encodeToString(("agent:" + token).getBytes(StandardCharsets.UTF_8));
        String body = "{\"deviceIp\":\"192.168.1.200\",\"devicePort\":80,\"deviceUsername\":\"admin\","
                + "\"devicePassword\":\"hunter22\",\"startTime\":\"2026-11-23T00:00:00Z\"}";

        HttpResponse<String> answer =
                receiver.post(PATH, body.getBytes(StandardCharsets.UTF_8), "Authorization", "Basic " + basic);

        assertThat(problem(answer)).isEqualTo("403 device-pull-off");
        assertThat(json(answer).path("success").asBoolean(true)).isFalse();
        assertThat(json(answer).path("error").asString())
                .contains("device pull is off", "rollcall.device-pull.allow", "agent");
        assertThat(answer.body()).doesNotContain("hunter22");
    }

    @Test
    void deviceIntroducedByAnAgent_isNew() {
        send(Batches.of(punch.device(), punch.observation()));

        Optional<Device> introduced =
                receiver.store().read(unit -> unit.devices().find(punch.device()));
        assertThat(introduced).hasValueSatisfying(device -> {
            assertThat(device.acknowledged()).isFalse();
            assertThat(device.name()).isEqualTo("front-door");
            assertThat(device.model()).isEqualTo("DS-K1T342MWX");
            assertThat(device.clockOffset()).isEqualTo(-1.5);
        });
    }
}
