package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.isapi.StubDevice.Reply;
import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.isapi.notification.NotificationBody;
import dev.rollcall.isapi.notification.NotificationParser;
import dev.rollcall.isapi.notification.PictureRedactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Real payloads. They are not part of this repository; without them these tests report themselves skipped. */
final class CorpusTest {

    private static final Path CORPUS = Path.of(System.getProperty("rollcall.corpus", "corpus"));
    private static final EventQuery ALL = EventQuery.builder().build();

    @TestFactory
    Stream<DynamicTest> acsevent_isReadAsAPageOrNamedAsSomethingElse() throws IOException {
        return each(List.of("acsevent", "userinfo"), file -> {
            byte[] body = withoutHttpHead(Files.readAllBytes(file));
            try (StubDevice device = new StubDevice().then(new Reply(200, body, List.of()));
                    IsapiClient client = device.client().build()) {
                String text = new String(body, StandardCharsets.UTF_8);
                int rows = text.split("\"major\"", -1).length - 1;
                if (text.contains("\"AcsEvent\"")) {
                    EventPage page = client.access().events(ALL).next();
                    assertThat(page.rows()).isEqualTo(rows);
                    assertThat(page.unreadable()).isEmpty();
                    assertThat(page.records()).allSatisfy(record -> {
                        assertThat(record.major()).isNotNull();
                        assertThat(record.wallClock()).isNotNull();
                        assertThat(text).contains(record.raw().text());
                    });
                } else if (text.contains("AcsEventTotalNum")) {
                    assertThat(client.access().countEvents(ALL)).isPositive();
                } else {
                    assertThat(catchThrowable(() -> client.access().events(ALL).next()))
                            .isInstanceOf(IsapiException.class);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> pushes_areReadWithNothingLeftOver() throws IOException {
        return each(List.of("webhook-json", "webhook-multipart", "event-alert-xml"), file -> {
            byte[] body = Files.readAllBytes(file);
            for (String type : new String[] {null, "multipart/form-data; boundary=MIME_boundary", "application/json"}) {
                NotificationBody read = NotificationParser.parse(type, body);
                assertThat(read.events()).hasSize(1);
                assertThat(read.unreadable()).isEmpty();
                assertThat(read.truncated()).isFalse();
                assertThat(read.events().get(0).eventType()).isNotNull();
                NotificationBody redacted = NotificationParser.parse(type, PictureRedactor.redact(type, body));
                assertThat(redacted).isEqualTo(read);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> deviceinfo_isRead() throws IOException {
        return each(List.of("deviceinfo"), file -> {
            try (StubDevice device = new StubDevice().then(new Reply(200, Files.readAllBytes(file), List.of()));
                    IsapiClient client = device.client().build()) {
                assertThat(client.system().deviceInfo().serialNumber()).startsWith("DS-");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> time_isReadOrNamedAsNoTime() throws IOException {
        return each(List.of("time"), file -> {
            try (StubDevice device = new StubDevice().then(new Reply(200, Files.readAllBytes(file), List.of()));
                    IsapiClient client = device.client().build()) {
                if (file.toString().contains("capabilities")) {
                    assertThat(catchThrowable(() -> client.system().time()))
                            .isInstanceOf(IsapiException.UnexpectedResponse.class);
                } else {
                    assertThat(client.system().time().zoneRules()).isNotNull();
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> responsestatus_isAlwaysARefusalOrNoAnswer() throws IOException {
        return each(List.of("responsestatus"), file -> {
            byte[] body = Files.readAllBytes(file);
            for (int status : new int[] {200, 400, 403}) {
                try (StubDevice device = new StubDevice().then(new Reply(status, body, List.of()));
                        IsapiClient client = device.client().build()) {
                    assertThat(catchThrowable(() -> client.access().events(ALL).next()))
                            .isInstanceOf(IsapiException.class);
                }
            }
        });
    }

    private static Stream<DynamicTest> each(List<String> kinds, ThrowingConsumer<Path> reading) throws IOException {
        if (!Files.isDirectory(CORPUS)) {
            return Stream.of(DynamicTest.dynamicTest(
                    "real payloads", () -> assumeTrue(false, "no folder of real payloads here")));
        }
        List<Path> files = new ArrayList<>();
        for (String kind : kinds) {
            try (Stream<Path> ofKind = Files.list(CORPUS.resolve(kind))) {
                ofKind.sorted().forEach(files::add);
            }
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getParent().getFileName() + "/" + file.getFileName(), () -> reading.accept(file)));
    }

    private static byte[] withoutHttpHead(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int blank = text.startsWith("HTTP/") ? text.replace("\r\n", "\n").indexOf("\n\n") : -1;
        if (blank < 0) {
            return bytes;
        }
        int start = text.indexOf('{');
        return Arrays.copyOfRange(bytes, start, bytes.length);
    }
}
