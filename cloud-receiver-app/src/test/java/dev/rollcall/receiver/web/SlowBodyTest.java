package dev.rollcall.receiver.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.testing.Dribble;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that come a byte at a time, or not at all, over real sockets. */
class SlowBodyTest {

    private static final AtomicInteger DEVICES = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RunningReceiver receiver = RunningReceiver.strict();
    private String path;

    @BeforeEach
    void newDevice() {
        path = receiver.webhook(
                DeviceKey.of(String.format("SLO%06d", DEVICES.incrementAndGet())), null, "Asia/Colombo");
    }

    private Dribble dribble(String target, String headers) throws IOException {
        return Dribble.to(
                receiver.port(),
                "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                        + "\r\n",
                Duration.ofMillis(50));
    }

    private long bodies() {
        return receiver.store().read(unit -> unit.inbox().counts()).values().stream()
                .mapToLong(count -> count)
                .sum();
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 100000, 1", "Transfer-Encoding: chunked, '1\r\nx\r\n'"})
    void bodyThatDrips_isEndedByItsDeadline_andTheConnectionCloses(String header, String piece) throws Exception {
        long before = bodies();
        try (Dribble dribble = dribble(path, header + "\r\n").of(piece)) {
            String answer = dribble.answer(PATIENCE);

            assertThat(answer).startsWith("HTTP/1.1 408").contains("Connection: close", "body-too-slow");
            assertThat(dribble.lasted()).isGreaterThanOrEqualTo(RunningReceiver.STRICT_BODY_TIME);
        }
        assertThat(bodies()).isEqualTo(before);
    }

    @Test
    void bodyThatNeverComes_isEndedToo() throws Exception {
        try (Socket silent = new Socket("127.0.0.1", receiver.port())) {
            silent.setSoTimeout((int) PATIENCE.toMillis());
            silent.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345")
                            .getBytes(ISO_8859_1));

            assertThat(new String(silent.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void bodyThatDripsAfterASilence_holdsNoThread() throws Exception {
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n";
        try (Dribble late =
                Dribble.to(receiver.port(), head, Duration.ofMillis(1700)).thenEvery(Duration.ofMillis(50))) {
            assertThat(late.answer(PATIENCE)).startsWith("HTTP/1.1 408");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/attendance/webhook/unknown, HTTP/1.1 404",
        "/api/attendance/backup-sync, HTTP/1.1 401",
        "/api/attendance/agents/heartbeat, HTTP/1.1 401",
        "/api//attendance, HTTP/1.1 400",
        "/nowhere, HTTP/1.1 403"
    })
    void bodyThatNobodyWants_isNotWaitedFor(String target, String status) throws Exception {
        try (Dribble dribble = dribble(target, "Content-Length: 100000\r\n")) {
            assertThat(dribble.answer(PATIENCE)).startsWith(status);
        }
    }

    @Test
    void whoAsksBeforeSending_isNotWaitedForEither() throws Exception {
        try (Dribble dribble =
                dribble("/api/attendance/webhook/unknown", "Content-Length: 100000\r\nExpect: 100-continue\r\n")) {
            assertThat(dribble.answer(PATIENCE)).startsWith("HTTP/1.1 100").contains("HTTP/1.1 404");
        }
    }

    @Test
    void answerBeforeTheBody_leavesTheConnectionInUse() {
        for (int count = 0; count < 100; count++) {
            assertThat(receiver.post("/api/attendance/backup-sync", new byte[20_000])
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void headersThatDrip_holdNobodyUp() throws Exception {
        List<Dribble> all = new ArrayList<>();
        for (int count = 0; count < 5 * RunningReceiver.STRICT_THREADS; count++) {
            all.add(Dribble.to(
                    receiver.port(), "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nX-", Duration.ofMillis(50)));
        }

        assertThat(receiver.get("/api/attendance/webhook").statusCode()).isEqualTo(200);

        for (Dribble one : all) {
            one.close();
        }
    }

    @Test
    void whoeverDrips_holdsNobodyUp() throws Exception {
        dripFrom(4 * RunningReceiver.STRICT_THREADS);
    }

    @Test
    @Tag("long")
    void twoThousandWhoDrip_areAllEnded_andTheHonestGetTheirTurn() throws Exception {
        dripFrom(2000);
    }

    /** All threads are taken by bodies that drip; each is given back by the deadline, so an honest terminal gets its turn. */
    private void dripFrom(int sockets) throws Exception {
        List<Dribble> all = new ArrayList<>();
        try {
            for (int count = 0; count < sockets; count++) {
                all.add(dribble(count % 2 == 0 ? path : "/api/attendance/webhook/x", "Content-Length: 100000\r\n"));
            }
            byte[] honest = "{\"eventType\":\"heartBeat\",\"eventState\":\"active\"}".getBytes(ISO_8859_1);

            assertThat(receiver.post(path, honest, "Content-Type", "application/json")
                            .statusCode())
                    .isEqualTo(200);
            for (Dribble one : all) {
                assertThat(one.answer(Duration.ofMinutes(5))).matches("(?s)HTTP/1.1 (408|404).*");
            }
        } finally {
            for (Dribble one : all) {
                one.close();
            }
        }
    }
}
