package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventStreamTest {
    private static final String STREAM = "/ISAPI/Event/notification/alertStream";
    private static final String SUBSCRIBE = "/ISAPI/Event/notification/subscribeEvent";

    private final SteppedClock clock = SteppedClock.at("2026-03-01T06:30:00Z");
    private final SimulatedDevice device =
            SimulatedDevice.builder().clock(clock).people(DayMix.staff()).build();
    private final List<TimedStream> open = new ArrayList<>();
    private DeviceSimulator simulator;

    @AfterEach
    void close() throws IOException {
        for (TimedStream stream : open) {
            stream.close();
        }
        simulator.close();
    }

    @Test
    void stream_replaysTheLogAndGoesOnLive() throws Exception {
        device.seed(1, 5);
        start(FirmwareProfile.K1T342MWX);
        TimedStream stream = connect();
        String replayed = stream.until("\"serialNo\":\t5,");
        assertThat(count(replayed, "\"currentEvent\":\tfalse")).isGreaterThanOrEqualTo(4);
        assertThat(replayed)
                .startsWith("--MIME_boundary\r\nContent-Type: application/json; charset=\"UTF-8\"\r\nContent-Length: ")
                .contains("\"serialNo\":\t1,")
                .doesNotContain("\"currentEvent\":\ttrue");
        device.punch("00012", 75);
        assertThat(stream.until("\"serialNo\":\t6,")).contains("\"currentEvent\":\ttrue");
    }

    @Test
    void contentLength_countsTheLineEndBeforeTheNextBoundary() throws Exception {
        start(FirmwareProfile.GENERIC);
        TimedStream stream = connect();
        device.punch("2002", 75);
        device.door(21);
        byte[] bytes = stream.until("\"serialNo\":\t2,").getBytes(StandardCharsets.ISO_8859_1);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher head = Pattern.compile("Content-Length: (\\d+)\r\n\r\n").matcher(text);
        assertThat(head.find()).isTrue();
        int end = head.end() + Integer.parseInt(head.group(1));
        assertThat(text.substring(end)).startsWith("--MIME_boundary\r\n");
        assertThat(text.substring(head.end(), end)).endsWith("}\n");
    }

    @Test
    void heartbeats_fillTheSilence() throws Exception {
        start(FirmwareProfile.GENERIC.toBuilder("quick")
                .with(StreamTraits.HEARTBEAT, Duration.ofMillis(30))
                .build());
        String beats = connect().until("heartBeat", "heartBeat", "heartBeat");
        assertThat(beats).doesNotContain("AccessControllerEvent");
    }

    @Test
    void silentModel_sendsNothing() throws Exception {
        start(FirmwareProfile.GENERIC.toBuilder("silent")
                .with(StreamTraits.HEARTBEAT, Duration.ZERO)
                .build());
        DigestClient client = DigestClient.of(simulator);
        client.challenge();
        TimedStream stream = TimedStream.open(simulator.url().resolve(STREAM), "GET", client.header(STREAM), "", 1_000);
        open.add(stream);
        assertThat(stream.isQuiet()).isTrue();
    }

    @Test
    void secondSubscriber_isTurnedAwayEachInItsWay() throws Exception {
        start(FirmwareProfile.GENERIC);
        connect();
        HttpResponse<String> busy = DigestClient.of(simulator).get(STREAM);
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.body()).contains("<statusValue>503</statusValue>", "deployExceedMax");
    }

    @ParameterizedTest
    @EnumSource(
            value = StreamTraits.Busy.class,
            names = {"NOT_FOUND", "FORBIDDEN"})
    void busy_canBeAnotherStatus(StreamTraits.Busy busy) throws Exception {
        start(FirmwareProfile.GENERIC.toBuilder("busy")
                .with(StreamTraits.BUSY, busy)
                .build());
        connect();
        assertThat(DigestClient.of(simulator).get(STREAM).statusCode())
                .isEqualTo(busy == StreamTraits.Busy.NOT_FOUND ? 404 : 403);
    }

    @Test
    void busyModel_canTakeTheConnectionAndSayNothing() throws Exception {
        start(FirmwareProfile.GENERIC.toBuilder("mute")
                .with(StreamTraits.BUSY, StreamTraits.Busy.SILENCE)
                .build());
        connect();
        var pending =
                HttpClient.newHttpClient().sendAsync(request("GET", STREAM, ""), HttpResponse.BodyHandlers.ofString());
        await().until(() -> simulator.requests().size() == 4);
        await().during(Duration.ofMillis(200)).until(() -> !pending.isDone());
        pending.cancel(true);
    }

    @Test
    void someModels_haveTwoPlaces() throws Exception {
        start(FirmwareProfile.GENERIC.toBuilder("two")
                .with(StreamTraits.SUBSCRIBERS, 2)
                .build());
        connect();
        connect();
        assertThat(simulator.streams()).isEqualTo(2);
        assertThat(DigestClient.of(simulator).get(STREAM).statusCode()).isEqualTo(503);
    }

    @Test
    void place_staysTakenAfterTheClientDied() throws Exception {
        start(FirmwareProfile.GENERIC.toBuilder("held")
                .with(StreamTraits.SLOT_HELD, Duration.ofMinutes(3))
                .with(StreamTraits.HEARTBEAT, Duration.ofMillis(20))
                .build());
        connect().close();
        await().until(() -> simulator.streams() == 0);
        assertThat(DigestClient.of(simulator).get(STREAM).statusCode()).isEqualTo(503);
        device.advance(Duration.ofMinutes(4));
        connect();
        assertThat(simulator.streams()).isEqualTo(1);
    }

    @Test
    void reboot_freesThePlace() throws Exception {
        start(FirmwareProfile.GENERIC.toBuilder("held")
                .with(StreamTraits.SLOT_HELD, Duration.ofMinutes(3))
                .build());
        connect();
        simulator.close();
        simulator.start();
        connect();
        assertThat(simulator.streams()).isEqualTo(1);
    }

    @Test
    void device_endsTheStreamByItself() throws Exception {
        start(FirmwareProfile.GENERIC.toBuilder("short")
                .with(StreamTraits.CLOSES_AFTER, Duration.ofMillis(200))
                .with(StreamTraits.HEARTBEAT, Duration.ofMillis(50))
                .build());
        String all = new String(connect().rest(), StandardCharsets.ISO_8859_1);
        assertThat(count(all, "\"heartBeat\"")).isGreaterThan(1);
    }

    @Test
    void subscription_bringsTheSameStream() throws Exception {
        start(FirmwareProfile.GENERIC);
        TimedStream stream = connect(
                "POST",
                SUBSCRIBE,
                "<SubscribeEvent xmlns=\"http://www.isapi.org/ver20/XMLSchema\"><heartbeat>1</heartbeat>"
                        + "<eventMode>all</eventMode></SubscribeEvent>");
        device.door(21);
        assertThat(stream.until("\"serialNo\":\t1,")).contains("\"currentEvent\":\ttrue");
        assertThat(stream.until("heartBeat")).isNotEmpty();
        assertThat(DigestClient.of(simulator)
                        .post(SUBSCRIBE, "<SubscribeEvent><heartbeat>31</heartbeat></SubscribeEvent>")
                        .body())
                .contains("<errorMsg>heartbeat</errorMsg>");
    }

    @Test
    void faults_spoilSingleFrames() throws Exception {
        start(FirmwareProfile.GENERIC);
        TimedStream stream = connect();
        for (StreamFault fault : StreamFault.values()) {
            simulator.enqueueStreamFault(fault);
            device.door(21);
        }
        String all = new String(stream.rest(), StandardCharsets.ISO_8859_1);
        List<String> frames = List.of(all.split("(?=\"ipAddress\")", -1));
        assertThat(frames).as("a cut ends the stream").hasSize(StreamFault.values().length + 1);
        Matcher lengths = Pattern.compile("Content-Length: (\\d+)\r\n").matcher(all);
        assertThat(lengths.find()).isTrue();
        int tooLong = Integer.parseInt(lengths.group(1));
        assertThat(lengths.find()).isTrue();
        assertThat(tooLong - Integer.parseInt(lengths.group(1))).isEqualTo(14);
        assertThat(frames.get(2)).contains("charset=\"UTF-8\"\r\n\r\n{").doesNotContain("Content-Length");
        assertThat(frames.get(3)).contains("\r\n\r\n--MIME_boundary\r\nContent-Type");
        assertThat(frames.get(4)).contains("\r\n\r\n--MIME_boundary").endsWith("\r\n\r\n\r\n{\n\t");
        assertThat(frames.get(6)).contains("image/jpeg", "}{\"a\":{\r\n--MIME_boundary\r\n");
        assertThat(all).doesNotContain("\"serialNo\":\t7");
    }

    @Test
    void pictures_followTheFace() throws Exception {
        simulator = DeviceSimulator.builder().device(device).pushPictures(true).start();
        TimedStream stream = connect();
        device.punch("1", 75);
        assertThat(stream.until("\u00ff\u00d9\r\n"))
                .contains("Content-Disposition: form-data; name=\"Picture\"; filename=\"Picture.jpg\"")
                .contains("Content-ID: pictureImage\r\n\r\n\u00ff\u00d8");
    }

    @Test
    void modelWithoutAStream_saysSo() throws Exception {
        start(FirmwareProfile.GENERIC.toBuilder("none")
                .with(StreamTraits.SUPPORTED, false)
                .build());
        assertThat(DigestClient.of(simulator).get(STREAM).body()).contains("notSupport");
    }

    private void start(FirmwareProfile profile) throws IOException {
        simulator = DeviceSimulator.builder().device(device).profile(profile).start();
    }

    private TimedStream connect() throws Exception {
        return connect("GET", STREAM, "");
    }

    private TimedStream connect(String method, String target, String body) throws Exception {
        DigestClient client = DigestClient.of(simulator);
        client.challenge();
        TimedStream stream =
                TimedStream.open(simulator.url().resolve(target), method, client.header(method, target), body);
        open.add(stream);
        assertThat(stream.contentType()).isEqualTo("multipart/mixed; boundary=MIME_boundary");
        return stream;
    }

    private HttpRequest request(String method, String target, String body) throws Exception {
        DigestClient client = DigestClient.of(simulator);
        client.challenge();
        return HttpRequest.newBuilder(simulator.url().resolve(target))
                .header("Authorization", client.header(method, target))
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
