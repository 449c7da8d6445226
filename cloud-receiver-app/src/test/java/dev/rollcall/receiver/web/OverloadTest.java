package dev.rollcall.receiver.web;

import static dev.rollcall.receiver.testing.Answers.problem;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.testing.Dribble;
import dev.rollcall.receiver.testing.RunningReceiver;
import dev.rollcall.receiver.testing.TerminalBodies;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More than the receiver can take: bodies without end, a database that gives no connection, many at once. */
class OverloadTest {

    private static final AtomicInteger DEVICES = new AtomicInteger();

    private final RunningReceiver receiver = RunningReceiver.strict();
    private String path;

    @BeforeEach
    void newDevice() {
        path = receiver.webhook(
                DeviceKey.of(String.format("OVR%06d", DEVICES.incrementAndGet())), null, "Asia/Colombo");
    }

    private HttpResponse<String> post(int serial) {
        return receiver.post(path, TerminalBodies.json(serial).getBytes(UTF_8), "Content-Type", "application/json");
    }

    @Test
    void bodyWithoutEnd_isCutOff_andItsTextIsKept() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", receiver.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(ISO_8859_1));
            String first = TerminalBodies.json(1);
            out.write((Integer.toHexString(first.length()) + "\r\n" + first + "\r\n").getBytes(ISO_8859_1));
            sendForEver(out);
        }

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            int truncated = receiver.store().read(unit -> (int) unit.alarms().latest(1000).stream()
                    .filter(alarm -> alarm.kind().equals("TRUNCATED"))
                    .count());
            assertThat(truncated).isPositive();
        });
    }

    private static void sendForEver(OutputStream out) throws IOException {
        byte[] piece = ("2000\r\n" + " ".repeat(0x2000) + "\r\n").getBytes(ISO_8859_1);
        try {
            while (true) {
                out.write(piece);
            }
        } catch (SocketException closed) {
            assertThat(closed).isNotNull();
        }
    }

    @Test
    void largeBodies_holdOnlySoMuchMemory_andSmallOnesPass() throws IOException {
        String head =
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n" + " ".repeat(20_000);
        byte[] large = new byte[60_000];
        try (Dribble holding = Dribble.to(receiver.port(), head, Duration.ofMillis(50))) {
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                Dribble another = Dribble.to(receiver.port(), head, Duration.ofMillis(50));
                HttpResponse<String> refused = receiver.post(path, large);
                another.close();
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            });
            assertThat(post(1).statusCode()).isEqualTo(200);
            assertThat(holding.answer(Duration.ofSeconds(20))).startsWith("HTTP/1.1 408");
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(receiver.post(path, large).statusCode()).isEqualTo(200));
    }

    @Test
    void databaseWithoutAFreeConnection_isAnswered503_saidByHealth_andHeals() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<Boolean> holding = other.submit(() -> receiver.store().write(unit -> {
            busy.countDown();
            return awaited(over);
        }));
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
        try {
            HttpResponse<String> refused = post(1);
            HttpResponse<String> health = receiver.get("/actuator/health/readiness");

            assertThat(problem(refused)).isEqualTo("503 store-failed");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(health.statusCode()).isEqualTo(503);
        } finally {
            over.countDown();
            assertThat(holding.get(10, TimeUnit.SECONDS)).isTrue();
            other.shutdown();
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(post(1).statusCode()).isEqualTo(200));
        assertThat(receiver.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Two hundred a second, whether the receiver keeps up or not: who waits in a queue counts as waiting. */
    @Test
    @Tag("long")
    void webhooks_areAnsweredWithinTwoHundredMilliseconds() throws Exception {
        for (int serial = 1; serial <= 500; serial++) {
            post(serial);
        }
        ScheduledExecutorService terminals = Executors.newScheduledThreadPool(16);
        long began = System.nanoTime();
        List<Future<Long>> times = new ArrayList<>();
        for (int number = 0; number < 3000; number++) {
            int serial = 1000 + number;
            long due = number * 5L;
            times.add(terminals.schedule(
                    () -> {
                        assertThat(post(serial).statusCode()).isEqualTo(200);
                        return System.nanoTime()
                                - began
                                - Duration.ofMillis(due).toNanos();
                    },
                    due,
                    TimeUnit.MILLISECONDS));
        }
        List<Long> sorted = new ArrayList<>();
        for (Future<Long> time : times) {
            sorted.add(time.get());
        }
        terminals.shutdown();
        sorted.sort(null);

        assertThat(Duration.ofNanos(sorted.get(sorted.size() * 99 / 100))).isLessThan(Duration.ofMillis(200));
    }
}
