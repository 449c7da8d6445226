package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.access.EventQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer cut at any byte gives the right result or an {@link IsapiException}, never a wrong one. */
@Execution(ExecutionMode.CONCURRENT)
final class CutAnswerTest {

    private static final String ROW =
            "{\"major\":\t5,\"minor\":75,\"time\":\"2026-07-13T08:0%d:00+03:00\",\"name\":\"Jos\u00e9\","
                    + "\"employeeNoString\":\"00%d\",\"serialNo\":%d}";
    private static final String PAGE =
            "{\n\t\"AcsEvent\":\t{\"searchID\":\"x\",\"totalMatches\":3,\"responseStatusStrg\":\"OK\","
                    + "\"numOfMatches\":3,\"InfoList\":[" + String.format(ROW, 1, 1, 31) + ","
                    + String.format(ROW, 2, 2, 32) + "," + String.format(ROW, 3, 3, 33) + "]}}\n";
    private static final String TIME = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<Time version=\"2.0\""
            + " xmlns=\"http://www.isapi.org/ver20/XMLSchema\"><timeMode>manual</timeMode>"
            + "<localTime>2026-07-13T19:14:08+03:00</localTime><timeZone>CST-3:00:00</timeZone></Time>";
    private static final String INFO = "<DeviceInfo><deviceName>Door</deviceName><model>DS-K1T342MWX</model>"
            + "<serialNumber>DS-K1T342MWX20240911V044840ENGA6820584</serialNumber>"
            + "<firmwareVersion>V4.48.40</firmwareVersion></DeviceInfo>";
    private static final String COUNT = "{\"AcsEventTotalNum\":{\"totalNum\":1234567}}";

    static Stream<Arguments> answers() {
        List<Arguments> all = new ArrayList<>();
        for (Framing framing : Framing.values()) {
            all.add(Arguments.of("events", PAGE, framing, call(client -> events(client))));
            all.add(Arguments.of(
                    "time", TIME, framing, call(client -> client.system().time())));
            all.add(Arguments.of(
                    "deviceInfo", INFO, framing, call(client -> client.system().deviceInfo())));
            all.add(Arguments.of(
                    "count",
                    COUNT,
                    framing,
                    call(client ->
                            client.access().countEvents(EventQuery.builder().build()))));
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("answers")
    void call_givesTheRightResultOrNone(String name, String body, Framing framing, Function<IsapiClient, Object> call)
            throws Exception {
        byte[] whole = framing.answer(body.getBytes(StandardCharsets.UTF_8));
        try (RawDevice device = new RawDevice(out -> out.write(whole));
                IsapiClient client = device.client().build()) {
            Object right = call.apply(client);
            int refused = 0;
            for (int cut = 0; cut < whole.length; cut++) {
                byte[] beginning = Arrays.copyOf(whole, cut);
                device.answers(out -> out.write(beginning));
                try {
                    assertThat(call.apply(client)).as("cut after byte %d", cut).isEqualTo(right);
                } catch (IsapiException expected) {
                    refused++;
                }
            }
            assertThat(refused).isGreaterThan(whole.length - 10);
            device.answers(out -> out.write(whole));
            assertThat(call.apply(client)).as("the client is none the worse").isEqualTo(right);
        }
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("pages")
    void call_refusesACutInsideRepeatedStructure(String name, String body, Framing framing) throws Exception {
        byte[] cutAfterSecondRow = framing.answer(
                body.substring(0, body.lastIndexOf(",{\"major\"")).getBytes(StandardCharsets.UTF_8));
        try (RawDevice device = new RawDevice(out -> out.write(cutAfterSecondRow));
                IsapiClient client = device.client().build()) {
            assertThatThrownBy(() -> events(client)).isInstanceOf(IsapiException.UnexpectedResponse.class);
        }
    }

    static Stream<Arguments> pages() {
        return Stream.of(Framing.values()).map(framing -> Arguments.of("events", PAGE, framing));
    }

    private static Object events(IsapiClient client) {
        List<EventPage> pages = new ArrayList<>();
        client.access().events(EventQuery.builder().build()).forEachRemaining(pages::add);
        return pages;
    }

    private static Function<IsapiClient, Object> call(Function<IsapiClient, Object> call) {
        return call;
    }

    /** How HTTP tells where the body ends. */
    enum Framing {
        CONTENT_LENGTH {
            @Override
            byte[] answer(byte[] body) throws IOException {
                return join("Content-Length: " + body.length + "\r\n\r\n", body, "");
            }
        },
        CHUNKED {
            @Override
            byte[] answer(byte[] body) throws IOException {
                ByteArrayOutputStream chunks = new ByteArrayOutputStream();
                for (int at = 0; at < body.length; at += 100) {
                    byte[] chunk = Arrays.copyOfRange(body, at, Math.min(at + 100, body.length));
                    chunks.write((Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    chunks.write(chunk);
                    chunks.write('\r');
                    chunks.write('\n');
                }
                return join("Transfer-Encoding: chunked\r\n\r\n", chunks.toByteArray(), "0\r\n\r\n");
            }
        },
        UNTIL_CLOSE {
            @Override
            byte[] answer(byte[] body) throws IOException {
                return join("\r\n", body, "");
            }
        };

        abstract byte[] answer(byte[] body) throws IOException;

        private static byte[] join(String headers, byte[] body, String end) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(("HTTP/1.1 200 OK\r\nConnection: close\r\n" + headers).getBytes(StandardCharsets.US_ASCII));
            all.write(body);
            all.write(end.getBytes(StandardCharsets.US_ASCII));
            return all.toByteArray();
        }
    }
}
