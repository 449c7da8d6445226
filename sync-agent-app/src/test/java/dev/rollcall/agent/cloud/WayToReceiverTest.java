package dev.rollcall.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.outbox.PublishOutcome;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.agent.testing.Certificates;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.Middlebox;
import dev.rollcall.agent.testing.StubReceiver;
import dev.rollcall.attendance.exchange.BatchMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies between agent and receiver: TLS, proxies, cut and slow connections. Each fault is told in its own words. */
class WayToReceiverTest {

    private static final BatchMessage BATCH = Events.batch("b-1", 3);

    @TempDir
    static Path folder;

    private static Certificates authority;
    private static SSLContext good;

    @BeforeAll
    static void makeAuthority() throws IOException, GeneralSecurityException {
        authority = new Certificates(folder);
        good = authority.server("good", "ip:127.0.0.1", "-1d", 30);
    }

    @Test
    void ownAuthority_isTrusted_besideThePlatforms() throws IOException {
        try (StubReceiver receiver = new StubReceiver(good)) {
            Map<String, String> trusting =
                    Map.of("ROLLCALL_RECEIVER_CA_FILE", authority.authority().toString());

            assertThat(outcome(publish(receiver.url(), trusting))).isInstanceOf(PublishOutcome.Settled.class);
        }
    }

    @Test
    void unknownAuthority_isNamed_andNothingIsSent() throws IOException {
        try (StubReceiver receiver = new StubReceiver(good)) {
            ReceiverAnswer answer = publish(receiver.url(), Map.of());

            assertThat(answer.describe())
                    .contains("authority that this computer does not know")
                    .contains("Test Authority")
                    .contains("receiver.caFile");
            assertThat(receiver.batches()).isEmpty();
        }
    }

    @Test
    void certificateForAnotherHost_isNamed() throws IOException, GeneralSecurityException {
        assertThat(refusal(authority.server("other", "dns:other.example", "-1d", 30)))
                .contains("for another host");
    }

    @Test
    void expiredCertificate_isToldWithTheClock() throws IOException, GeneralSecurityException {
        assertThat(refusal(authority.server("expired", "ip:127.0.0.1", "-10d", 5)))
                .contains("has expired")
                .contains("clock says");
    }

    @Test
    void certificateOfTheFuture_isToldWithTheClock() throws IOException, GeneralSecurityException {
        assertThat(refusal(authority.server("early", "ip:127.0.0.1", "+5d", 5)))
                .contains("not valid yet")
                .contains("clock says");
    }

    @Test
    void clockOf1970Or2099_isSuspectedFirst() throws IOException {
        for (String time : List.of(
                "1970-01-01T00:00:00Z", "2000-01-01T00:00:00Z", "2038-01-19T03:14:08Z", "2099-12-31T00:00:00Z")) {
            try (StubReceiver receiver = new StubReceiver(good)) {
                Map<String, String> trusting = Map.of(
                        "ROLLCALL_RECEIVER_CA_FILE", authority.authority().toString());
                AgentConfig config = config(receiver.url(), trusting);
                try (HttpReceiver http = HttpReceiver.of(config, InstantSource.fixed(Instant.parse(time)))) {
                    assertThat(http.publish(BATCH).describe()).contains("this computer's clock says " + time);
                }
            }
        }
    }

    @Test
    void plainHttpOnThePort_outdatedTls_andACutHandshake_areToldApart() throws IOException {
        assertThat(afterFirstBytes("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
                .contains("does not speak TLS");
        assertThat(afterFirstBytes(new byte[] {0x15, 3, 1, 0, 2, 2, 70})).contains("outdated versions of TLS");
        assertThat(afterFirstBytes(new byte[] {0x15, 3, 3, 0, 2, 2, 40})).contains("no way of encryption in common");
        assertThat(afterFirstBytes(new byte[0])).contains("cut during the handshake");
    }

    @Test
    void proxy_isUsed_withItsLogIn_andTokenAndNamesStayEncrypted() throws IOException {
        List<Boolean> noDelay = new CopyOnWriteArrayList<>();
        try (StubReceiver receiver = new StubReceiver(good);
                Middlebox proxy = Middlebox.proxy().wants("agent:canary-pw")) {
            AgentConfig config = config(
                    receiver.url(),
                    Map.of(
                            "ROLLCALL_RECEIVER_CA_FILE",
                            authority.authority().toString(),
                            "ROLLCALL_RECEIVER_PROXY",
                            proxy.url().toString(),
                            "ROLLCALL_RECEIVER_PROXY_USER",
                            "agent",
                            "ROLLCALL_RECEIVER_PROXY_PASSWORD",
                            "canary-pw"));
            try (HttpReceiver http =
                    HttpReceiver.of(config, InstantSource.system(), more -> more.eventListener(noDelayInto(noDelay)))) {
                assertThat(outcome(http.publish(BATCH))).isInstanceOf(PublishOutcome.Settled.class);
            }
            assertThat(proxy.requests()).isNotEmpty().allMatch(head -> head.startsWith("CONNECT 127.0.0.1:"));
            assertThat(proxy.requests()).noneMatch(head -> head.contains(StubReceiver.TOKEN));
            assertThat(noDelay).containsExactly(true);
            assertThat(config.toString()).doesNotContain("canary-pw");
        }
    }

    @Test
    void proxyThatRefuses_isToldWithItsReason() throws IOException {
        try (StubReceiver receiver = new StubReceiver(good);
                Middlebox proxy = Middlebox.proxy().wants("agent:right")) {
            Map<String, String> way =
                    new HashMap<>(Map.of("ROLLCALL_RECEIVER_PROXY", proxy.url().toString()));
            assertThat(publish(receiver.url(), way).describe()).contains("407").contains("set receiver.proxyUser");

            way.put("ROLLCALL_RECEIVER_PROXY_USER", "agent");
            way.put("ROLLCALL_RECEIVER_PROXY_PASSWORD", "canary-wrong");
            int before = proxy.requests().size();
            assertThat(publish(receiver.url(), way).describe())
                    .contains("refused the log-in")
                    .doesNotContain("canary-wrong");
            assertThat(proxy.requests()).hasSizeLessThanOrEqualTo(before + 2);

            proxy.refuses(403);
            assertThat(publish(receiver.url(), way).describe())
                    .contains("refused to connect to 127.0.0.1")
                    .contains("403");
            proxy.close();
            assertThat(publish(receiver.url(), way).describe())
                    .contains("by way of the proxy")
                    .contains("cannot be reached");
        }
    }

    @Test
    void cutAtAnyByteOfRequestOrAnswer_losesAndDoublesNothing() throws IOException {
        int cut = 0;
        for (boolean request : new boolean[] {true, false}) {
            for (long at = 0; at < 1_500; at += 97) {
                try (StubReceiver receiver = new StubReceiver();
                        Middlebox way = Middlebox.to(receiver.url())) {
                    way.cutAfter(request ? at : Long.MAX_VALUE, request ? Long.MAX_VALUE : at);
                    PublishOutcome broken = outcome(publish(way.url(), Map.of()));
                    way.cutAfter(Long.MAX_VALUE, Long.MAX_VALUE);
                    if (!(broken instanceof PublishOutcome.Settled)) {
                        cut++;
                    }
                    assertThat(outcome(publish(way.url(), Map.of()))).isInstanceOf(PublishOutcome.Settled.class);
                    assertThat(receiver.stored()).hasSize(3).doesNotHaveDuplicates();
                }
            }
        }
        assertThat(cut).isGreaterThan(10);
    }

    @Test
    void dribble_endsInTime() throws IOException {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            answer(door, socket -> {
                OutputStream out = socket.getOutputStream();
                byte[] head =
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 10_000; i++) {
                    out.write(i < head.length ? head[i] : ' ');
                    socket.setSoTimeout(5);
                    try {
                        while (socket.getInputStream().read() >= 0) {
                            // What is sent is read; a time-out of 5 ms sets the pace.
                        }
                    } catch (java.net.SocketTimeoutException pace) {
                        // Go on with the next byte.
                    }
                }
            });
            long begun = System.nanoTime();
            ReceiverAnswer answer = publish(
                    URI.create("http://127.0.0.1:" + door.getLocalPort()),
                    Map.of("ROLLCALL_TIMEOUTS_RECEIVER_CALL", "400ms"));

            assertThat(answer.timedOut()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void gzipBomb_isBounded() throws IOException {
        java.io.ByteArrayOutputStream bomb = new java.io.ByteArrayOutputStream();
        try (OutputStream gzip = new java.util.zip.GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                gzip.write(zeros);
            }
        }
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            answer(door, socket -> {
                socket.getOutputStream()
                        .write(
                                ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: "
                                                + bomb.size() + "\r\n\r\n")
                                        .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(bomb.toByteArray());
            });
            ReceiverAnswer answer = publish(
                    URI.create("http://127.0.0.1:" + door.getLocalPort()),
                    Map.of("ROLLCALL_LIMITS_ANSWER_BYTES", "65536"));

            assertThat(outcome(answer)).isInstanceOf(PublishOutcome.Later.class);
        }
    }

    private static String refusal(SSLContext tls) throws IOException {
        try (StubReceiver receiver = new StubReceiver(tls)) {
            ReceiverAnswer answer = publish(
                    receiver.url(),
                    Map.of("ROLLCALL_RECEIVER_CA_FILE", authority.authority().toString()));
            assertThat(receiver.batches()).isEmpty();
            assertThat(answer.status()).isZero();
            return answer.describe();
        }
    }

    private static String afterFirstBytes(byte[] answer) throws IOException {
        try (ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            answer(door, socket -> {
                socket.getInputStream().read(new byte[4_096]);
                socket.getOutputStream().write(answer);
            });
            return publish(URI.create("https://127.0.0.1:" + door.getLocalPort()), Map.of())
                    .describe();
        }
    }

    private interface Answering {
        void to(Socket socket) throws IOException;
    }

    private static void answer(ServerSocket door, Answering answering) {
        Thread thread = new Thread(
                () -> {
                    while (!door.isClosed()) {
                        try (Socket socket = door.accept()) {
                            answering.to(socket);
                        } catch (IOException over) {
                            // The agent went away, or the test is over.
                        }
                    }
                },
                "server");
        thread.setDaemon(true);
        thread.start();
    }

    private static EventListener noDelayInto(List<Boolean> seen) {
        return new EventListener() {
            @Override
            public void connectionAcquired(Call call, Connection connection) {
                try {
                    seen.add(connection.socket().getTcpNoDelay());
                } catch (SocketException closed) {
                    seen.add(false);
                }
            }
        };
    }

    private static PublishOutcome outcome(ReceiverAnswer answer) {
        return PublishOutcome.of(BATCH, answer);
    }

    private static ReceiverAnswer publish(URI url, Map<String, String> more) {
        try (HttpReceiver receiver = HttpReceiver.of(config(url, more), InstantSource.system())) {
            return receiver.publish(BATCH);
        }
    }

    private static AgentConfig config(URI url, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "ROLLCALL_RECEIVER_URL", url.toString(),
                "ROLLCALL_RECEIVER_TOKEN", StubReceiver.TOKEN,
                "ROLLCALL_DEVICES_0_NAME", "d",
                "ROLLCALL_DEVICES_0_HOST", "h",
                "ROLLCALL_DEVICES_0_USERNAME", "u",
                "ROLLCALL_DEVICES_0_PASSWORD", "p",
                "ROLLCALL_TIMEOUTS_RECEIVER_READ", "3s"));
        settings.putAll(more);
        return new ConfigReader(settings).read(Path.of("absent.yaml"));
    }
}
