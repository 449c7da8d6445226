package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.isapi.IsapiException.Unavailable;
import dev.rollcall.isapi.IsapiException.UnexpectedResponse;
import dev.rollcall.isapi.StubDevice.Reply;
import dev.rollcall.isapi.StubDevice.Seen;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that break HTTP, never end, or try to lead the client elsewhere. */
@Timeout(60)
@Tag("any-jackson")
@Execution(ExecutionMode.CONCURRENT)
final class HostileHttpTest {

    private static final String TIME =
            "<Time><timeMode>NTP</timeMode><localTime>2026-07-13T19:14:08</localTime></Time>";
    private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\n";

    static Stream<Arguments> broken() {
        return Stream.of(
                answer("nothing", ""),
                answer("HTTP/0.9", TIME),
                answer("another protocol", "SSH-2.0-dropbear\r\n"),
                answer("a status that is no number", "HTTP/1.1 abc OK\r\n\r\n"),
                answer("an unknown status", "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n"),
                answer("a header cut", "HTTP/1.1 200 OK\r\nContent-Len"),
                answer("a header of 1 MB", OK + "X-Long: " + "x".repeat(1_000_000) + "\r\n\r\n" + TIME),
                answer("100,000 headers", OK + "X-Many: x\r\n".repeat(100_000) + "\r\n" + TIME),
                answer("a status line of 1 MB", "HTTP/1.1 200 " + "O".repeat(1_000_000) + "\r\n\r\n"),
                answer("fewer bytes than promised", OK + "Content-Length: 5000\r\n\r\n" + TIME),
                answer("a negative length", OK + "Content-Length: -5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
                answer("a chunk size that is no number", OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n" + TIME),
                answer("a negative chunk size", OK + "Transfer-Encoding: chunked\r\n\r\n-5\r\n" + TIME),
                answer("a chunk size of 2^63", OK + "Transfer-Encoding: chunked\r\n\r\n8000000000000000\r\n" + TIME),
                answer("204 with a body", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n<a/>x"),
                answer("nothing but interim answers", "HTTP/1.1 100 Continue\r\n\r\n".repeat(1000)),
                answer("a switch of protocol", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"),
                answer(
                        "a proxy that wants a password",
                        "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                                + "Content-Length: 0\r\nConnection: close\r\n\r\n"),
                answer("an empty answer", OK + "Content-Length: 0\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void call_refusesBrokenHttp(String name, String answer) throws Exception {
        try (RawDevice device = RawDevice.of(answer);
                IsapiClient client =
                        device.client().callTimeout(Duration.ofSeconds(10)).build()) {
            assertThat(catchThrowable(() -> client.system().time()))
                    .isInstanceOfAny(Unavailable.class, UnexpectedResponse.class);
            assertThat(device.requests())
                    .allSatisfy(request -> assertThat(request).doesNotContain("Authorization", "admin"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n4f\r\n" + TIME + "\r\n0\r\n\r\n",
                "X-Folded: a\r\n b\r\n\r\n" + TIME,
                "Set-Cookie: a=b\r\nX-Bytes: \u00FF\u00FE\r\n\r\n" + TIME,
                "Alt-Svc: h2=\"evil.example:443\"\r\n\r\n" + TIME
            })
    void call_readsOddButCompleteAnswersOrSaysNo(String rest) throws Exception {
        try (RawDevice device = RawDevice.of(OK + rest);
                IsapiClient client = device.client().build()) {
            try {
                assertThat(client.system().time().timeMode()).isEqualTo("NTP");
            } catch (IsapiException refused) {
                assertThat(refused).isInstanceOfAny(Unavailable.class, UnexpectedResponse.class);
            }
        }
    }

    @Test
    void call_stopsAtTheBoundOfABodyWithoutEnd() throws Exception {
        for (int status : new int[] {200, 404}) {
            RawDevice.Script endless = out -> {
                out.write(("HTTP/1.1 " + status + " X\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    out.write("4\r\n<aa>\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            };
            try (RawDevice device = new RawDevice(endless);
                    IsapiClient client = device.client().maxBodyBytes(100_000).build()) {
                assertThatThrownBy(() -> client.system().time())
                        .isInstanceOf(UnexpectedResponse.class)
                        .hasMessageContaining("maxBodyBytes 100000");
            }
        }
    }

    static Stream<Arguments> slow() {
        return Stream.of(
                answer("in the body", OK + "Content-Length: 100000\r\n\r\n"),
                answer("in a chunked body", OK + "Transfer-Encoding: chunked\r\n\r\nFFFF\r\n"),
                answer("in the headers", "HTTP/1.1 200 OK\r\nX-Slow: "),
                answer(
                        "in a refusal",
                        "HTTP/1.1 401 No\r\nWWW-Authenticate: " + StubDevice.DIGEST
                                + "\r\nContent-Length: 100000\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slow")
    void call_endsAtItsDeadlineHoweverSlowlyBytesTrickle(String name, String beginning) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawDevice device = new RawDevice(out -> trickle(out, beginning, over));
                IsapiClient client = device.client()
                        .readTimeout(Duration.ofSeconds(20))
                        .callTimeout(Duration.ofMillis(400))
                        .build()) {
            long start = System.nanoTime();
            assertThat(catchThrowable(() -> client.system().time())).isInstanceOf(Unavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        } finally {
            over.countDown();
        }
    }

    @Test
    void call_endsAtTheReadTimeoutOfASilentPeer() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawDevice device = new RawDevice(out -> {
                    try {
                        over.await(30, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                IsapiClient client =
                        device.client().readTimeout(Duration.ofMillis(200)).build()) {
            assertThat(catchThrowable(() -> client.system().time())).isInstanceOf(Unavailable.class);
        } finally {
            over.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void call_followsNobodyElsewhere(int status) throws Exception {
        try (StubDevice elsewhere = new StubDevice().then(Reply.challenge("", StubDevice.DIGEST));
                StubDevice device = new StubDevice()
                        .then(Reply.of(status, "").with("Location: http://127.0.0.1:" + elsewhere.port() + "/"));
                IsapiClient client = device.client().build()) {
            assertThatThrownBy(() -> client.system().time()).isInstanceOf(UnexpectedResponse.class);
            assertThatThrownBy(() -> client.access()
                            .countEvents(dev.rollcall.isapi.access.EventQuery.builder()
                                    .build()))
                    .isInstanceOf(UnexpectedResponse.class);
            assertThat(elsewhere.seen()).isEmpty();
            assertThat(device.seen()).extracting(Seen::authorization).containsOnlyNulls();
        }
    }

    @Test
    void call_isNotTalkedDownToBasicAfterGoodService() throws Exception {
        try (StubDevice device = new StubDevice()
                        .then(Reply.challenge("", StubDevice.DIGEST))
                        .then(Reply.of(200, TIME))
                        .then(Reply.challenge("", "Basic realm=\"DS-6E392E44\""));
                IsapiClient client = device.client().build()) {
            client.system().time();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> client.system().time()).isInstanceOf(IsapiException.Unauthorized.class);
            }
            assertThat(device.seen())
                    .filteredOn(seen -> seen.authorization() != null)
                    .allSatisfy(seen -> assertThat(seen.authorization()).startsWith("Digest "))
                    .hasSizeLessThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUE", "FALSE"})
    void call_givesAFakeDeviceTwoAnswersInAll(String stale) throws Exception {
        try (StubDevice fake = new StubDevice()) {
            for (int i = 0; i < 40; i++) {
                fake.then(Reply.challenge(
                        "", StubDevice.DIGEST.replace("158ca9b5", "collect" + i).replace("FALSE", stale)));
            }
            try (IsapiClient client = fake.client().build()) {
                for (int i = 0; i < 10; i++) {
                    assertThatThrownBy(() -> client.system().time()).isInstanceOf(IsapiException.Unauthorized.class);
                }
            }
            assertThat(fake.seen())
                    .filteredOn(seen -> seen.authorization() != null)
                    .hasSize(2);
        }
    }

    private static void trickle(OutputStream out, String beginning, CountDownLatch over) throws IOException {
        out.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
        try {
            do {
                out.write('x');
                out.flush();
            } while (!over.await(50, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Arguments answer(String name, String answer) {
        return Arguments.of(name, answer);
    }
}
