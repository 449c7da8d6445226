package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {
    private static final String HEAD = "POST /ISAPI/System/time HTTP/1.1\r\nHost: device\r\nContent-Length: 4\r\n\r\n";
    private static final String REQUEST = HEAD + "body";

    private DeviceSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = DeviceSimulator.builder().start();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void answer_neverLeavesBeforeTheLatencyIsOver() throws Exception {
        Duration latency = Duration.ofMillis(5);
        simulator.setLatency(latency);
        try (Socket connection = connection()) {
            for (int i = 0; i < 50; i++) {
                assertThat(sent(connection, REQUEST)).isGreaterThanOrEqualTo(latency);
            }
        }
    }

    /** What came first must not count for what came later: within the head, between head and body, within the body. */
    @ParameterizedTest
    @ValueSource(ints = {20, 40, 69, 71})
    void answer_isCountedFromTheEndOfARequestThatComesInPieces(int firstPiece) throws Exception {
        Duration latency = Duration.ofMillis(60);
        simulator.setLatency(latency);
        try (Socket slow = connection();
                Socket other = connection()) {
            assertThat(HEAD).as("the third piece").hasSize(69);
            slow.getOutputStream().write(ascii(REQUEST.substring(0, firstPiece)));
            assertThat(sent(other, REQUEST)).as("meanwhile").isGreaterThanOrEqualTo(latency);
            assertThat(sent(slow, REQUEST.substring(firstPiece))).isGreaterThanOrEqualTo(latency);
        }
    }

    @Test
    void answer_isCountedFromTheRequestAndNotFromTheHandshake() throws Exception {
        Duration latency = Duration.ofMillis(30);
        try (DeviceSimulator secure =
                DeviceSimulator.builder().https().latency(latency).start()) {
            DeviceCertificate shown = secure.certificate().orElseThrow();
            try (Socket early = HttpsTest.handshake(secure.url(), shown);
                    Socket other = HttpsTest.handshake(secure.url(), shown)) {
                assertThat(sent(other, REQUEST)).as("meanwhile").isGreaterThanOrEqualTo(latency);
                assertThat(sent(early, REQUEST)).isGreaterThanOrEqualTo(latency);
            }
        }
    }

    @Test
    void close_endsTheWait() throws Exception {
        simulator.setLatency(Duration.ofHours(1));
        try (Socket connection = connection()) {
            connection.getOutputStream().write(ascii(REQUEST));
            CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return connection.getInputStream().read();
                } catch (IOException reset) {
                    return -1;
                }
            });
            simulator.close();
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(-1);
        }
    }

    /** How long after the last byte the first byte of the answer came; the rest is read, too. */
    private static Duration sent(Socket connection, String text) throws IOException {
        long start = System.nanoTime();
        connection.getOutputStream().write(ascii(text));
        InputStream in = connection.getInputStream();
        assertThat(in.read()).isEqualTo('H');
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        StringBuilder head = new StringBuilder("H");
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        String length = head.toString().replaceAll("(?is).*\r\ncontent-length: (\\d+)\r\n.*", "$1");
        in.readNBytes(Integer.parseInt(length));
        return taken;
    }

    private Socket connection() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
