package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.isapi.IsapiException.UnexpectedResponse;
import dev.rollcall.isapi.access.EventQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies made to exhaust, to reach out, or to deceive whoever reads them. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
final class HostileBodyTest {

    private static final int MILLION = 1_000_000;

    @TempDir
    Path folder;

    static Stream<Arguments> exhausting() {
        return Stream.of(
                body("XML, entities that multiply", billionLaughs()),
                body(
                        "XML, one entity of its own",
                        "<!DOCTYPE T [<!ENTITY e \"x\">]><Time><localTime>&e;</localTime></Time>"),
                body("XML, parameter entity", "<!DOCTYPE T [<!ENTITY % p \"<!ENTITY e 'x'>\"> %p;]><Time>&e;</Time>"),
                body("XML, bare document type", "<!DOCTYPE Time><Time><localTime>x</localTime></Time>"),
                body("XML, 1e6 attributes", "<Time" + many(MILLION, i -> " a" + i + "='1'") + "/>"),
                body("XML, 1e6 elements", "<Time>" + "<a/>".repeat(MILLION) + "</Time>"),
                body("XML, 100,000 levels", "<Time>" + "<a>".repeat(100_000) + "</a>".repeat(100_000) + "</Time>"),
                body("XML, 12 MB of text", "<Time><timeMode>" + "x".repeat(12 * MILLION) + "</timeMode></Time>"),
                body("XML, a name of 1 MB", "<Time><" + "n".repeat(MILLION) + "/></Time>"),
                body("XML, comment never closed", "<!--" + "-".repeat(MILLION)),
                body("JSON, 100,000 objects deep", "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)),
                body("JSON, 100,000 arrays deep", "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                body("JSON, 1e6 keys", "{" + many(MILLION, i -> (i == 0 ? "" : ",") + "\"k" + i + "\":1") + "}"),
                body("JSON, 4e6 empty objects", "{\"a\":[" + "{},".repeat(4 * MILLION) + "{}]}"),
                body("JSON, 1e6 digits", "{\"a\":" + "9".repeat(MILLION) + "}"),
                body("JSON, a text of 12 MB", "{\"a\":\"" + "x".repeat(12 * MILLION) + "\"}"),
                body("JSON, a key of 1 MB", "{\"" + "x".repeat(MILLION) + "\":1}"),
                body("JSON, NaN", "{\"AcsEvent\":{\"numOfMatches\":NaN,\"InfoList\":[]}}"),
                body("JSON, infinity", "{\"AcsEvent\":{\"numOfMatches\":-Infinity,\"InfoList\":[]}}"),
                body("JSON, quote never closed", "{\"AcsEvent\":\"" + "x".repeat(MILLION)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exhausting")
    void call_refusesItInGoodTime(String name, String body) throws Exception {
        try (RawDevice device = RawDevice.of(http(body));
                IsapiClient client = device.client().build()) {
            for (Call call : calls()) {
                assertThat(catchThrowable(() -> call.of(client))).isInstanceOf(UnexpectedResponse.class);
            }
        }
    }

    @Test
    void call_readsNoFileAndConnectsNowhereForAnXmlBody() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "open-sesame");
        try (ServerSocket elsewhere = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + elsewhere.getLocalPort() + "/x";
            for (String target : List.of(secret.toUri().toString(), url)) {
                for (String body : reachingOut(target)) {
                    try (RawDevice device = RawDevice.of(http(body));
                            IsapiClient client = device.client().build()) {
                        Throwable refused = catchThrowable(() -> client.system().deviceInfo());
                        if (refused == null) {
                            assertThat(client.system().deviceInfo().toString()).doesNotContain("open-sesame");
                        } else {
                            assertThat(refused).isInstanceOf(UnexpectedResponse.class);
                            assertThat(refused.getMessage()).doesNotContain("open-sesame");
                        }
                    }
                }
            }
            elsewhere.setSoTimeout(200);
            assertThat(catchThrowable(elsewhere::accept))
                    .as("nobody connects")
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void call_survivesCollidingAndRepeatedKeys() throws Exception {
        String colliding = many(20_000, i -> ",\"" + collision(i) + "\":1");
        String body = "{\"AcsEventTotalNum\":{\"totalNum\":1,\"totalNum\":7" + colliding + "}}";
        try (RawDevice device = RawDevice.of(http(body));
                IsapiClient client = device.client().build()) {
            assertThat(client.access().countEvents(EventQuery.builder().build()))
                    .as("the last of two equal keys counts")
                    .isEqualTo(7);
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"1e999999999", "-1E+999999999", "1e-999999999", "99999999999999999999", "0.5", "\"12x\""})
    void call_inventsNoNumber(String number) throws Exception {
        try (RawDevice device = RawDevice.of(http("{\"AcsEventTotalNum\":{\"totalNum\":" + number + "}}"));
                IsapiClient client = device.client().build()) {
            assertThat(catchThrowable(() ->
                            client.access().countEvents(EventQuery.builder().build())))
                    .isInstanceOf(UnexpectedResponse.class);
        }
    }

    @Test
    void call_makesWholeCharactersOfHalfOnes() throws Exception {
        String row = "{\"major\":5,\"minor\":75,\"time\":\"2026-07-13T08:00:00+03:00\",\"serialNo\":1,"
                + "\"name\":\"A\\ud83dB\\ude00C\\ud83d\\ude00\"}";
        String body = "{\"AcsEvent\":{\"responseStatusStrg\":\"OK\",\"InfoList\":[" + row + "]}}";
        try (RawDevice device = RawDevice.of(http(body));
                IsapiClient client = device.client().build()) {
            assertThat(client.access()
                            .events(EventQuery.builder().build())
                            .next()
                            .records())
                    .singleElement()
                    .satisfies(event -> assertThat(event.name()).isEqualTo("A\uFFFDB\uFFFDC\uD83D\uDE00"));
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"gzip", "deflate", "br", "x-gzip, gzip"})
    void call_unpacksNothing(String encoding) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[MILLION];
            for (int i = 0; i < 64; i++) {
                gzip.write(zeros);
            }
        }
        byte[] bomb = packed.toByteArray();
        RawDevice.Script answer = out -> {
            out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Encoding: "
                            + encoding + "\r\nContent-Length: " + bomb.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(bomb);
        };
        try (RawDevice device = new RawDevice(answer);
                IsapiClient client = device.client().build()) {
            Throwable refused = catchThrowable(() -> client.system().time());
            assertThat(refused)
                    .isInstanceOfSatisfying(
                            UnexpectedResponse.class,
                            e -> assertThat(e.body().toByteArray())
                                    .isEqualTo(java.util.Arrays.copyOf(bomb, Math.min(bomb.length, 65536))));
            assertThat(device.requests().get(0)).contains("Accept-Encoding: identity\r\n");
        }
    }

    private static List<String> reachingOut(String target) {
        return List.of(
                "<!DOCTYPE D [<!ENTITY e SYSTEM \"" + target + "\">]><DeviceInfo><model>&e;</model></DeviceInfo>",
                "<!DOCTYPE D SYSTEM \"" + target + "\"><DeviceInfo><model>x</model></DeviceInfo>",
                "<!DOCTYPE D PUBLIC \"-//x\" \"" + target + "\"><DeviceInfo/>",
                "<!DOCTYPE D [<!ENTITY % p SYSTEM \"" + target + "\"> %p;]><DeviceInfo/>",
                "<DeviceInfo xmlns:xi=\"http://www.w3.org/2001/XInclude\"><model><xi:include parse=\"text\" href=\""
                        + target + "\"/></model></DeviceInfo>",
                "<?xml-stylesheet href=\"" + target
                        + "\"?><DeviceInfo xmlns:s=\"http://www.w3.org/2001/XMLSchema-instance\""
                        + " s:schemaLocation=\"a " + target + "\"><model>x</model></DeviceInfo>");
    }

    private static String billionLaughs() {
        StringBuilder text = new StringBuilder("<!DOCTYPE l [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            text.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return text.append("]><Time><localTime>&l11;</localTime></Time>").toString();
    }

    /** Texts that share one hash code in Java. */
    private static String collision(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 15; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    private static List<Call> calls() {
        return List.of(
                client -> client.system().time(),
                client -> client.access().events(EventQuery.builder().build()).next());
    }

    private static String many(int count, IntFunction<String> one) {
        return IntStream.range(0, count).mapToObj(one).collect(Collectors.joining());
    }

    private static Arguments body(String name, String body) {
        return Arguments.of(name, body);
    }

    private static String http(String body) {
        return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n" + body;
    }

    private interface Call {
        Object of(IsapiClient client) throws IOException;
    }
}
