package dev.rollcall.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.outbox.PublishOutcome;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.agent.reconcile.UnansweredException;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.StubReceiver;
import dev.rollcall.agent.testing.StubReceiver.Scripted;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.TalliesAnswer;
import dev.rollcall.attendance.exchange.TalliesMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpReceiverTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
    private static final BatchMessage BATCH = Events.batch("b-1", 3);

    private StubReceiver stub;

    @BeforeEach
    void start() throws IOException {
        stub = new StubReceiver();
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void batch_isTaken_compressed_andItsReceiptSettles() {
        ReceiverAnswer answer = publish();

        assertThat(PublishOutcome.of(BATCH, answer)).isInstanceOf(PublishOutcome.Settled.class);
        assertThat(answer.version()).isEqualTo("1.0.0");
        assertThat(stub.encodings()).containsExactly("gzip");
        assertThat(stub.shapeProblems()).isEmpty();
    }

    @Test
    void interruptedWhileItConnects_itSaysSo_andStaysInterrupted() {
        Thread.currentThread().interrupt();
        ReceiverAnswer answer = publish();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer.failure()).contains("was stopped");
    }

    @Test
    void redirect_isNotFollowed() throws IOException {
        try (StubReceiver elsewhere = new StubReceiver()) {
            stub.answerOnceWith(
                    new Scripted(307, "text/plain", "", "Location", elsewhere.url() + "/api/attendance/backup-sync"));

            ReceiverAnswer answer = publish();
            assertThat(answer.status()).isEqualTo(307);
            assertThat(answer.describe()).contains(elsewhere.url().toString()).contains("not followed");
            assertThat(elsewhere.batches()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "<html>login</html>",
                "{\"outcomes\":7}",
                "{\"batchId\":\"b-1\",\"outcomes\":[null],\"store\":\"s\"}"
            })
    void oddBodyWith200_isNoAcknowledgement(String body) {
        stub.answerOnceWith(new Scripted(200, "application/json", body));

        assertThat(PublishOutcome.of(BATCH, publish())).isInstanceOf(PublishOutcome.Later.class);
    }

    @Test
    void htmlWith200_isNoAcknowledgement() {
        stub.answerOnceWith(new Scripted(200, "text/html", "<html></html>"));

        assertThat(PublishOutcome.of(BATCH, publish())).isInstanceOf(PublishOutcome.Later.class);
    }

    @Test
    void endlessBody_isCut() {
        stub.answerOnceWith(new Scripted(200, "application/json", "{\"x\":\"" + "y".repeat(200_000) + "\"}"));

        assertThat(PublishOutcome.of(BATCH, publish())).isInstanceOf(PublishOutcome.Later.class);
    }

    @Test
    void problem_isReadWithItsType_andNeverEchoesTheToken() {
        stub.answerOnceWith(new Scripted(
                401,
                "application/problem+json",
                "{\"type\":\"" + PublishOutcome.TOKEN_REFUSED + "\",\"detail\":\"token " + StubReceiver.TOKEN + "\"}"));
        ReceiverAnswer answer = publish();

        assertThat(answer.problemType()).isEqualTo(PublishOutcome.TOKEN_REFUSED);
        assertThat(answer.describe()).doesNotContain(StubReceiver.TOKEN);
    }

    @Test
    void problemTypeInPlainJson_isNotBelieved() {
        stub.answerOnceWith(
                new Scripted(401, "application/json", "{\"type\":\"" + PublishOutcome.TOKEN_REFUSED + "\"}"));

        assertThat(publish().problemType()).isNull();
    }

    @Test
    void retryAfter_isReadAsSecondsAndAsDate() {
        stub.answerOnceWith(new Scripted(503, "text/plain", "", "Retry-After", "120"));
        assertThat(publish().retryAfter()).isEqualTo(Duration.ofMinutes(2));

        // A date is reckoned from the answer's own Date: whatever this computer's clock says.
        String later = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(5));
        stub.answerOnceWith(new Scripted(503, "text/plain", "", "Retry-After", later));
        assertThat(publish().retryAfter()).isBetween(Duration.ofSeconds(295), Duration.ofSeconds(301));

        stub.answerOnceWith(new Scripted(503, "text/plain", "", "Retry-After", "soon"));
        assertThat(publish().retryAfter()).isNull();
    }

    @Test
    void nobodyThere_isAnAnswerToo() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        ReceiverAnswer answer = publishTo(URI.create("http://127.0.0.1:" + free));

        assertThat(answer.status()).isZero();
        assertThat(answer.timedOut()).isFalse();
        assertThat(answer.describe()).contains("127.0.0.1:" + free).contains("cannot be reached");
    }

    @Test
    void silence_timesOut() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ReceiverAnswer answer = publishTo(URI.create("http://127.0.0.1:" + silent.getLocalPort()));

            assertThat(answer.timedOut()).isTrue();
            assertThat(answer.describe()).contains("did not answer in time");
        }
    }

    @Test
    void comparison_isRead() {
        stub.answerOnceWith(new Scripted(200, "application/json", """
                {"success": true, "store": "s", "differing": [{"device": "A", "state": "COUNTING"}]}"""));

        assertThat(askTallies().differing()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"store\":\"s\"}",
                "{\"store\":\"s\",\"differing\":[null]}",
                "{\"store\":\"s\",\"differing\":[{\"state\":\"DIFFERENT\"}]}",
                "{\"store\":\"s\",\"differing\":[{\"device\":\"A\"}]}",
                "{\"store\":\"s\",\"differing\":[{\"device\":\"A\",\"state\":\"DIFFERENT\",\"tallies\":[null]}]}",
                "{\"store\":\"s\",\"differing\":[{\"device\":\"A\",\"state\":\"DIFFERENT\",\"tallies\":[{\"at\":\"2026-11-23\"}]}]}",
                "{\"store\":\"s\",\"differing\":[{\"device\":\"A\",\"state\":\"DIFFERENT\",\"missing\":[null]}]}",
                "{\"store\":\"s\",\"differing\":[{\"device\":\"A\",\"state\":\"DIFFERENT\",\"events\":[null]}]}",
                "{\"store\":\"s\",\"differing\":[{\"device\":\"A\",\"state\":\"DIFFERENT\",\"events\":[{\"id\":\"x\"}]}]}",
            })
    void comparisonThatLacksSomething_isNone(String body) {
        stub.answerOnceWith(new Scripted(200, "application/json", body));

        assertThatExceptionOfType(UnansweredException.class)
                .isThrownBy(this::askTallies)
                .withMessageContaining("no comparison");
    }

    private TalliesAnswer askTallies() {
        TalliesMessage message = new TalliesMessage(TalliesMessage.VERSION, "agent", null, null, null, List.of(), null);
        try (HttpReceiver receiver = HttpReceiver.of(config(stub.url()), CLOCK)) {
            return receiver.ask(message);
        }
    }

    private ReceiverAnswer publish() {
        return publishTo(stub.url());
    }

    private static ReceiverAnswer publishTo(URI url) {
        try (HttpReceiver receiver = HttpReceiver.of(config(url), CLOCK)) {
            return receiver.publish(BATCH);
        }
    }

    private static AgentConfig config(URI url) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "ROLLCALL_RECEIVER_URL", url.toString(),
                "ROLLCALL_RECEIVER_TOKEN", StubReceiver.TOKEN,
                "ROLLCALL_DEVICES_0_NAME", "d",
                "ROLLCALL_DEVICES_0_HOST", "h",
                "ROLLCALL_DEVICES_0_USERNAME", "u",
                "ROLLCALL_DEVICES_0_PASSWORD", "p",
                "ROLLCALL_TIMEOUTS_RECEIVER_READ", "300ms",
                "ROLLCALL_LIMITS_ANSWER_BYTES", "65536"));
        return new ConfigReader(settings).read(Path.of("absent.yaml"));
    }
}
