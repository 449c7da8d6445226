package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushTest {
    private final SimulatedDevice device = SimulatedDevice.builder()
            .clock(SteppedClock.at("2026-03-01T06:30:00Z"))
            .zone(ZoneId.of("Asia/Colombo"))
            .people(DayMix.staff())
            .build();
    private PushReceiver receiver;
    private DeviceSimulator simulator;

    @BeforeEach
    void open() throws IOException {
        receiver = new PushReceiver();
    }

    @AfterEach
    void close() {
        simulator.close();
        receiver.close();
    }

    @Test
    void newEvents_arePushedInOrder() throws Exception {
        device.door(21);
        start(FirmwareProfile.GENERIC);
        LongStream.range(0, 20).forEach(i -> device.door(22));
        for (long serial = 2; serial <= 21; serial++) {
            assertThat(receiver.next().serial()).isEqualTo(serial);
        }
        assertThat(receiver.isQuiet()).isTrue();
    }

    @Test
    void body_isTheEnvelopeInAMultipartPart() throws Exception {
        start(FirmwareProfile.GENERIC);
        device.punch("2002", 75);
        PushReceiver.Push push = receiver.next();
        assertThat(push.contentType()).isEqualTo("multipart/form-data; boundary=MIME_boundary");
        assertThat(push.body())
                .startsWith("--MIME_boundary\r\nContent-Disposition: form-data; name=\"event_log\"\r\n"
                        + "Content-Type: application/json; charset=\"UTF-8\"\r\n\r\n{")
                .endsWith("}\r\n--MIME_boundary--\r\n");
        JsonNode json = push.json();
        assertThat(json.get("eventType").asText()).isEqualTo("AccessControllerEvent");
        assertThat(json.get("dateTime").asText()).isEqualTo("2026-03-01T12:00:00+05:30");
        assertThat(json.get("shortSerialNumber").asText()).isEqualTo("FX0000001");
        assertThat(json.get("macAddress").asText()).isEqualTo("02:00:00:00:00:01");
        JsonNode inner = json.get("AccessControllerEvent");
        assertThat(inner.get("majorEventType").asInt()).isEqualTo(5);
        assertThat(inner.get("subEventType").asInt()).isEqualTo(75);
        assertThat(inner.get("employeeNoString").asText()).isEqualTo("2002");
        assertThat(inner.get("name").asText()).isEqualTo("王小明");
        assertThat(inner.get("serialNo").asLong()).isEqualTo(1);
        assertThat(inner.get("frontSerialNo").asLong()).isZero();
    }

    @Test
    void partWithoutBlankLine_isWhatK1T341cmfwSends() throws Exception {
        start(FirmwareProfile.K1T341CMFW);
        device.punch("00012", 38);
        PushReceiver.Push push = receiver.next();
        assertThat(push.body())
                .startsWith("--MIME_boundary\r\nContent-Disposition: form-data; name=\"event_log\"\r\n{")
                .doesNotContain("\r\n\r\n");
        assertThat(push.json().at("/AccessControllerEvent/employeeNoString").asText())
                .isEqualTo("00012");
    }

    @Test
    void jsonForm_isTheBodyAlone() throws Exception {
        start(FirmwareProfile.GENERIC.toBuilder("json")
                .pushForm(FirmwareProfile.PushForm.JSON)
                .build());
        device.door(21);
        PushReceiver.Push push = receiver.next();
        assertThat(push.contentType()).isEqualTo("application/json");
        assertThat(push.body()).startsWith("{").endsWith("}");
        assertThat(push.json().at("/AccessControllerEvent").has("employeeNoString"))
                .isFalse();
    }

    @Test
    void pictures_comeWithFacesOnly() throws Exception {
        simulator = builder(FirmwareProfile.GENERIC).pushPictures(true).start();
        device.punch("1", 75);
        device.punch("1", 38);
        String face = receiver.next().body();
        assertThat(face)
                .contains("Content-Disposition: form-data; name=\"Picture\"; filename=\"Picture.jpg\"\r\n")
                .contains("\r\n\r\n\u00ff\u00d8\u00ff\u00e0")
                .endsWith("\u00ff\u00d9\r\n--MIME_boundary--\r\n");
        assertThat(receiver.next().body()).doesNotContain("Picture");
    }

    @Test
    void onlyStatus200_acknowledges() throws Exception {
        receiver.answerWith(204);
        start(FirmwareProfile.GENERIC);
        device.door(21);
        device.door(22);
        assertThat(receiver.next().serial()).isEqualTo(1);
        assertThat(receiver.next().serial()).isEqualTo(1);
        receiver.answerWith(500);
        assertThat(receiver.next().serial()).isEqualTo(1);
        receiver.answerWith(200);
        long serial = receiver.next().serial();
        while (serial == 1) {
            serial = receiver.next().serial();
        }
        assertThat(serial).isEqualTo(2);
        assertThat(simulator.pushAttempts())
                .extracting(PushAttempt::status)
                .contains(204)
                .doesNotContain(0);
    }

    @Test
    void pausedPush_keepsEventsForLaterAlsoOverARestart() throws Exception {
        start(FirmwareProfile.GENERIC);
        simulator.pausePush();
        device.door(21);
        assertThat(receiver.isQuiet()).isTrue();
        simulator.close();
        simulator.start();
        assertThat(receiver.isQuiet()).isTrue();
        simulator.resumePush();
        assertThat(receiver.next().serial()).isEqualTo(1);
    }

    @Test
    void deviceThatWasOff_goesOnWhereItStopped() throws Exception {
        start(FirmwareProfile.GENERIC);
        device.door(21);
        assertThat(receiver.next().serial()).isEqualTo(1);
        await().until(() -> !simulator.pushAttempts().isEmpty());
        simulator.close();
        device.door(22);
        assertThat(receiver.isQuiet()).isTrue();
        simulator.start();
        assertThat(receiver.next().serial()).isEqualTo(2);
    }

    @Test
    void storedEvents_arePushedOnRequest() throws Exception {
        device.seed(1, 5);
        simulator = builder(FirmwareProfile.GENERIC).pushStoredEvents(true).start();
        for (long serial = 1; serial <= 5; serial++) {
            assertThat(receiver.next().serial()).isEqualTo(serial);
        }
    }

    @Test
    void receiver_canBeSetLater() throws Exception {
        simulator = DeviceSimulator.builder().device(device).start();
        device.door(21);
        simulator.pushTo(receiver.url());
        device.door(22);
        assertThat(receiver.next().serial()).isEqualTo(2);
    }

    @Test
    void receiver_mustBeAWholeAddress() throws Exception {
        simulator = DeviceSimulator.builder().device(device).start();
        assertThatThrownBy(() -> simulator.pushTo(URI.create("https:host/path")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https:host/path");
    }

    @Test
    void unreachableReceiver_isTriedAgain() throws Exception {
        URI closed = receiver.url();
        receiver.close();
        simulator = builder(FirmwareProfile.GENERIC).pushTo(closed).start();
        device.door(21);
        await().until(() -> simulator.pushAttempts().size() >= 2);
        assertThat(simulator.pushAttempts())
                .startsWith(new PushAttempt(1, 0), new PushAttempt(1, 0))
                .allMatch(attempt -> attempt.serialNo() == 1);
    }

    @Test
    void heartbeats_fillTheSilence() throws Exception {
        simulator = builder(FirmwareProfile.GENERIC)
                .heartbeat(Duration.ofMillis(30))
                .start();
        assertThat(receiver.next().json().get("eventType").asText()).isEqualTo("heartBeat");
        assertThat(receiver.next().json().has("AccessControllerEvent")).isFalse();
    }

    @Test
    void k1A340fwx_neverPushes() throws Exception {
        start(FirmwareProfile.K1A340FWX);
        device.door(21);
        assertThat(receiver.isQuiet()).isTrue();
    }

    private void start(FirmwareProfile profile) throws IOException {
        simulator = builder(profile).start();
    }

    private DeviceSimulator.Builder builder(FirmwareProfile profile) {
        return DeviceSimulator.builder()
                .device(device)
                .profile(profile)
                .pushTo(receiver.url())
                .pushRetry(Duration.ofMillis(20));
    }
}
