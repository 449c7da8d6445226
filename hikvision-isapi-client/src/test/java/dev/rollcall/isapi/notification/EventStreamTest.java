package dev.rollcall.isapi.notification;

import static dev.rollcall.isapi.notification.StreamFramerTest.event;
import static dev.rollcall.isapi.notification.StreamFramerTest.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.notification.StreamItem.Ended;
import dev.rollcall.isapi.notification.StreamItem.Ended.Reason;
import dev.rollcall.isapi.notification.StreamItem.Heartbeat;
import dev.rollcall.isapi.notification.StreamItem.Notified;
import dev.rollcall.isapi.notification.StreamItem.Subscribed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("any-jackson")
@Execution(ExecutionMode.CONCURRENT)
final class EventStreamTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String BEAT =
            "<EventNotificationAlert><eventType>heartBeat</eventType></EventNotificationAlert>";

    @Test
    void alertStream_deliversUntilTheDeviceEndsIt() throws Exception {
        try (StreamDevice device = new StreamDevice((writing, hangUp) -> writing.send(
                        StreamDevice.HEAD + part(event(1), "\r\n") + part(BEAT, "\r\n") + part(event(2), "\r\n")));
                IsapiClient client = device.client().build();
                EventStream stream = client.notification().alertStream()) {
            List<StreamItem> items = all(stream);
            assertThat(StreamFramerTest.serials(items)).containsExactly(1L, 2L);
            assertThat(items.get(1)).isInstanceOf(Heartbeat.class);
            assertThat(((Ended) items.get(3)).reason()).isEqualTo(Reason.CLOSED_BY_DEVICE);
            assertThat(stream.next()).isSameAs(items.get(3));
            assertThat(device.requests()).hasSize(2);
            assertThat(device.requests().get(1)).startsWith("GET /ISAPI/Event/notification/alertStream ");
        }
    }

    @Test
    void alertStream_saysWhenItBreaksWithinAPart() throws Exception {
        try (StreamDevice device = new StreamDevice((writing, hangUp) -> writing.send(StreamDevice.HEAD
                        + part(event(1), "\r\n")
                        + part(event(2), "\r\n").substring(0, 150)));
                IsapiClient client = device.client().build();
                EventStream stream = client.notification().alertStream()) {
            List<StreamItem> items = all(stream);
            assertThat(StreamFramerTest.serials(items)).containsExactly(1L);
            assertThat(items.get(1)).isInstanceOf(StreamItem.Unreadable.class);
            assertThat(((Ended) items.get(2)).reason()).isEqualTo(Reason.BROKEN);
        }
    }

    @Test
    void alertStream_endsWhenHeartbeatsAreMissing() throws Exception {
        try (StreamDevice device = new StreamDevice((writing, hangUp) -> {
                    writing.send(StreamDevice.HEAD + part(BEAT, "\r\n"));
                    hangUp.run();
                });
                IsapiClient client = device.client().build();
                EventStream stream = client.notification()
                        .alertStream(new StreamTimeouts(Duration.ofSeconds(10), Duration.ofMillis(500)))) {
            assertThat(all(stream))
                    .last()
                    .isInstanceOfSatisfying(
                            Ended.class, ended -> assertThat(ended.reason()).isEqualTo(Reason.SILENT));
            assertThat(device.hungUp().await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void close_endsAWaitingNextAtOnceAndTheConnection(boolean ofClient) throws Exception {
        try (StreamDevice device = new StreamDevice((writing, hangUp) -> {
                    writing.send(StreamDevice.HEAD);
                    hangUp.run();
                });
                IsapiClient client = device.client().build();
                EventStream stream = client.notification().alertStream()) {
            AtomicReference<StreamItem> seen = new AtomicReference<>();
            Thread waiting = new Thread(() -> seen.set(stream.next()));
            waiting.start();
            if (ofClient) {
                client.close();
            } else {
                stream.close();
            }
            waiting.join(10_000);
            assertThat(seen.get())
                    .isInstanceOfSatisfying(
                            Ended.class, ended -> assertThat(ended.reason()).isEqualTo(Reason.CLOSED_HERE));
            assertThat(device.hungUp().await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void next_canBeInterruptedAndTheStreamGoesOn() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        try (StreamDevice device = new StreamDevice((writing, hangUp) -> {
                    writing.send(StreamDevice.HEAD);
                    goOn.await();
                    writing.send(part(event(1), "\r\n"));
                });
                IsapiClient client = device.client().build();
                EventStream stream = client.notification().alertStream()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(stream::next).isInstanceOf(IsapiException.Unavailable.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(stream.next(Duration.ofMillis(10))).isEmpty();
            goOn.countDown();
            assertThat(stream.next()).isInstanceOf(Notified.class);
        }
    }

    @Test
    void next_slowsTheDeviceDownInsteadOfFillingMemory() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        String big = event(1).replace("\"unknown\"", "\"" + "m".repeat(500_000) + "\"");
        try (StreamDevice device = new StreamDevice((writing, hangUp) -> {
                    writing.send(StreamDevice.HEAD);
                    for (int i = 0; i < 40; i++) {
                        writing.send(part(big, "\r\n"));
                    }
                    sent.countDown();
                });
                IsapiClient client = device.client().build();
                EventStream stream = client.notification().alertStream()) {
            assertThat(stream.next()).isInstanceOf(Notified.class);
            assertThat(sent.await(1, TimeUnit.SECONDS)).isFalse();
            assertThat(all(stream)).hasSize(40);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "503 | <ResponseStatus><statusValue>503</statusValue><subStatusCode>deployExceedMax</subStatusCode></ResponseStatus>",
                "404 | <ResponseStatus><statusCode>4</statusCode><statusString>Invalid Operation</statusString></ResponseStatus>",
                "404 | {\"statusCode\":4,\"statusString\":\"Invalid Operation\",\"subStatusCode\":\"invalidOperation\"}",
                "403 | ''",
                "200 | <ResponseStatus><statusValue>503</statusValue><subStatusCode>deployExceedMax</subStatusCode></ResponseStatus>",
            })
    void alertStream_saysThatThePlaceIsTaken(int status, String body) throws Exception {
        try (StreamDevice device = new StreamDevice((writing, hangUp) ->
                        writing.send("HTTP/1.1 " + status + " X\r\nContent-Type: application/xml\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body));
                IsapiClient client = device.client().build()) {
            if (status == 200) {
                assertThat(all(client.notification().alertStream()))
                        .first()
                        .isInstanceOfSatisfying(
                                Ended.class, ended -> assertThat(ended.reason()).isEqualTo(Reason.REFUSED));
                return;
            }
            IsapiException.Unavailable busy = catchThrowableOfType(
                    IsapiException.Unavailable.class,
                    () -> client.notification().alertStream());
            assertThat(busy).hasMessageContaining("place for listeners is taken");
            assertThat(busy.advisedWait()).contains(Duration.ofMinutes(2));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | <ResponseStatus><statusCode>4</statusCode><subStatusCode>lowPrivilege</subStatusCode></ResponseStatus> | Forbidden",
                "404 | <ResponseStatus><statusCode>4</statusCode><subStatusCode>notSupport</subStatusCode></ResponseStatus> | Unsupported",
                "404 | <html><body>Document Error</body></html> | Unsupported",
            })
    void alertStream_tellsLastingRefusalsFromAPlaceThatIsTaken(int status, String body, String expected)
            throws Exception {
        try (StreamDevice device = new StreamDevice((writing, hangUp) -> writing.send(
                        "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
                IsapiClient client = device.client().build()) {
            assertThatThrownBy(() -> client.notification().alertStream())
                    .satisfies(thrown ->
                            assertThat(thrown.getClass().getSimpleName()).isEqualTo(expected));
        }
    }

    @Test
    void alertStream_givesUpOnADeviceThatNeverAnswers() throws Exception {
        try (StreamDevice device = new StreamDevice((writing, hangUp) -> hangUp.run());
                IsapiClient client = device.client().build()) {
            IsapiException.Unavailable busy = catchThrowableOfType(
                    IsapiException.Unavailable.class,
                    () -> client.notification()
                            .alertStream(new StreamTimeouts(Duration.ofMillis(400), Duration.ofSeconds(60))));
            assertThat(busy.advisedWait()).isPresent();
            assertThat(device.hungUp().await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void alertStream_sharesThePasswordGuardWithOtherCalls() throws Exception {
        try (StreamDevice device = new StreamDevice((writing, hangUp) -> {}).refusing();
                IsapiClient client = device.client().build()) {
            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(() -> client.notification().alertStream())
                        .isInstanceOf(IsapiException.Unauthorized.class)
                        .message()
                        .doesNotContain("correct-horse");
                assertThatThrownBy(() -> client.system().deviceInfo()).isInstanceOf(IsapiException.Unauthorized.class);
            }
            assertThat(device.requests().stream().filter(request -> request.contains("Authorization")))
                    .hasSize(2);
        }
    }

    @Test
    void alertStream_leavesOtherCallsAlone() throws Exception {
        try (StreamDevice device = new StreamDevice((writing, hangUp) -> {
                    writing.send(StreamDevice.HEAD);
                    hangUp.run();
                });
                IsapiClient client =
                        device.client().readTimeout(Duration.ofMillis(500)).build();
                EventStream stream = client.notification().alertStream()) {
            // The device answers this call like the stream; that it is read at all shows that nobody waits for the
            // stream's end.
            assertThatThrownBy(() -> client.system().deviceInfo()).isInstanceOf(IsapiException.class);
            assertThat(stream.next(Duration.ofMillis(1))).isEmpty();
        }
    }

    @Test
    void subscribe_sendsWhatWasChosen() throws Exception {
        String confirmed = "<SubscribeEventResponse><id>7</id></SubscribeEventResponse>";
        try (StreamDevice device = new StreamDevice((writing, hangUp) ->
                        writing.send(StreamDevice.HEAD + part(confirmed, "\r\n") + part(event(1), "\r\n")));
                IsapiClient client = device.client().build()) {
            Subscription subscription = Subscription.builder()
                    .heartbeat(Duration.ofSeconds(10))
                    .minors(Subscription.Kind.EVENT, List.of(75, 38, 1))
                    .build();
            List<StreamItem> items = all(client.notification().subscribe(subscription));
            assertThat(items.get(0))
                    .isInstanceOfSatisfying(
                            Subscribed.class, item -> assertThat(item.id()).isEqualTo("7"));
            assertThat(StreamFramerTest.serials(items)).containsExactly(1L);
            assertThat(device.requests().get(1))
                    .startsWith("POST /ISAPI/Event/notification/subscribeEvent ")
                    .contains(
                            "<heartbeat>10</heartbeat>",
                            "<eventMode>list</eventMode>",
                            "<minorEvent>0x1,0x26,0x4b</minorEvent>");
        }
    }

    @Test
    void subscription_takesEverythingUnlessTold() {
        assertThat(Subscription.builder().build().xml())
                .contains("<eventMode>all</eventMode>")
                .doesNotContain("EventList");
        assertThat(Subscription.builder()
                        .eventTypes(List.of("AccessControllerEvent"))
                        .build()
                        .xml())
                .contains("<Event><type>AccessControllerEvent</type></Event>");
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(31), Duration.ofMillis(1500))) {
            assertThatThrownBy(() -> Subscription.builder().heartbeat(wrong).build())
                    .hasMessageContaining("heartbeat");
        }
        assertThatThrownBy(
                        () -> Subscription.builder().eventTypes(List.of("<x>")).build())
                .hasMessageContaining("type");
        assertThatThrownBy(() -> Subscription.builder()
                        .minors(Subscription.Kind.ALARM, List.of(0))
                        .build())
                .hasMessageContaining("minors");
    }

    @Test
    void backoff_doublesToFiveMinutes() {
        List<Long> pauses = new ArrayList<>();
        StreamBackoff backoff = StreamBackoff.FIRST;
        for (int i = 0; i < 8; i++) {
            pauses.add(backoff.pause().toSeconds());
            backoff = backoff.next();
        }
        assertThat(pauses).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    private static List<StreamItem> all(EventStream stream) {
        return assertTimeoutPreemptively(LIMIT, () -> {
            List<StreamItem> items = new ArrayList<>();
            do {
                items.add(stream.next());
            } while (!(items.get(items.size() - 1) instanceof Ended));
            return items;
        });
    }
}
