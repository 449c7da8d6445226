package dev.rollcall.receiver.inbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.isapi.notification.PictureRedactor;
import dev.rollcall.receiver.ingest.Storable;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.testing.Body;
import dev.rollcall.receiver.testing.HostileBodies;
import dev.rollcall.receiver.testing.TerminalBodies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are cut, doubled, flipped or made to hurt, through the very code that reads stored bodies. */
class MutatedBodiesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Device DEVICE =
            new Device(1, DeviceKey.of("MUT000001"), "mutant", null, "Asia/Colombo", null, null, null, null, true, NOW);

    static List<Body> bodies() {
        return TerminalBodies.all();
    }

    private static BodyReading read(Body body) {
        byte[] kept = PictureRedactor.redact(body.type(), body.bytes());
        assertThat(new String(kept, ISO_8859_1)).as(body.name()).doesNotContain(TerminalBodies.FACE, "/9j/");
        return BodyReading.of(DEVICE, new InboxItem(1, 1, body.type(), kept, false, "::1", NOW));
    }

    private static Set<Object> facts(BodyReading reading) {
        return reading.tally().observations().stream().map(Observation::event).collect(Collectors.toSet());
    }

    /** Every record is translated, ignored or parked, and what is parked says why. */
    private static BodyReading assertAccountedFor(Body body) {
        BodyReading reading = read(body);
        InboxResult result = reading.tally().result();
        assertThat(result.translated() + result.ignored() + result.parked())
                .as(body.name())
                .isPositive();
        if (result.parked() + result.ignored() > 0) {
            assertThat(result.reason()).as(body.name()).isNotBlank();
        }
        return reading;
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodyCutAnywhere_isAccountedFor_andInventsNothing(Body body) {
        Set<Object> whole = facts(assertAccountedFor(body));
        for (int length = 0; length < body.bytes().length; length++) {
            BodyReading cut = assertAccountedFor(body.cut(length));
            assertThat(whole).as(body.cut(length).name()).containsAll(facts(cut));
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodyTwiceOver_isAccountedFor_andInventsNothing(Body body) {
        byte[] twice = new byte[2 * body.bytes().length];
        System.arraycopy(body.bytes(), 0, twice, 0, body.bytes().length);
        System.arraycopy(body.bytes(), 0, twice, body.bytes().length, body.bytes().length);

        BodyReading reading = assertAccountedFor(body.with("twice", twice));

        assertThat(facts(read(body))).containsAll(facts(reading));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodyWithFlippedBytes_isAccountedFor(Body body) {
        Random random = new Random(body.bytes().length);
        for (int round = 0; round < 300; round++) {
            byte[] flipped = body.bytes().clone();
            for (int flip = 0; flip <= round % 4; flip++) {
                flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> BodyReading.of(DEVICE, new InboxItem(1, 1, body.type(), flipped, false, "::1", NOW)))
                    .as(body.name())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void partsReversed_sayTheSame(Body body) {
        Body reversed = body.reversed();

        assertThat(facts(assertAccountedFor(reversed))).isEqualTo(facts(read(body)));
    }

    @Test
    void everyKnownShape_isUnderstood() {
        Map<String, InboxResult> results = new TreeMap<>();
        TerminalBodies.rebuilt()
                .forEach(body -> results.put(body.name(), read(body).tally().result()));

        assertThat(results.values()).extracting(InboxResult::parked).containsOnly(0);
        assertThat(results.entrySet().stream()
                        .filter(entry -> entry.getValue().translated() == 0)
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("heartbeat", "video loss as heartbeat", "only a picture");
        assertThat(results.get("json twice").translated()).isEqualTo(2);
        assertThat(TerminalBodies.rebuilt().stream()
                        .filter(body -> read(body).isHeartbeat())
                        .map(Body::name))
                .containsExactlyInAnyOrder("heartbeat", "video loss as heartbeat");
    }

    @Test
    void partsInAnyOrder_sayTheSame() {
        for (String headers :
                List.of("Content-Type: application/json\r\n\r\n", "\r\n", "Content-Type: text/plain\r\n")) {
            String type = "multipart/form-data; boundary=MIME_boundary";
            Body before = new Body("picture last", type, TerminalBodies.form(headers, TerminalBodies.json(1), true));
            Body behind = new Body("picture first", type, TerminalBodies.form(headers, TerminalBodies.json(1), false));

            assertThat(facts(assertAccountedFor(before))).hasSize(1).isEqualTo(facts(assertAccountedFor(behind)));
        }
    }

    @Test
    void hostileBodies_areParkedQuickly_andCallNobody() throws IOException {
        try (ServerSocketChannel trap = ServerSocketChannel.open()) {
            trap.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            trap.configureBlocking(false);
            List<Body> hostile = new ArrayList<>(HostileBodies.xml("http:/" + trap.getLocalAddress() + "/x"));
            hostile.addAll(HostileBodies.json());
            hostile.addAll(HostileBodies.multipart());

            for (Body body : hostile) {
                BodyReading reading = assertTimeout(Duration.ofSeconds(5), () -> assertAccountedFor(body), body.name());
                assertThat(reading.isHeartbeat()).as(body.name()).isFalse();
                assertThat(String.valueOf(reading.tally().result().reason()))
                        .as(body.name())
                        .doesNotContain("root:", "\u0000")
                        .hasSizeLessThanOrEqualTo(1000);
            }
            assertThat(trap.accept()).isNull();
        }
    }

    @Test
    void textThatNoColumnHolds_isCleaned() {
        Body surrogates = HostileBodies.json().stream()
                .filter(body -> body.name().contains("surrogates"))
                .findFirst()
                .orElseThrow();

        BodyReading reading = read(surrogates);

        assertThat(reading.tally().observations()).singleElement().satisfies(observation -> {
            assertThat(Storable.refusal(observation)).isEmpty();
            assertThat(observation.event().name()).isEqualTo("\uFFFD\uFFFDx");
        });
    }
}
