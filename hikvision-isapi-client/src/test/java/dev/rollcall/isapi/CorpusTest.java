package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real payloads. They are not part of this repository; without them these tests report themselves skipped. */
final class CorpusTest {

    private static final Path CORPUS = Path.of(System.getProperty("rollcall.corpus", "corpus"));
    private static final EventQuery ALL = EventQuery.builder().build();

    @TestFactory
    Stream<DynamicTest> acsevent_isReadAsAPageOrNamedAsSomethingElse() throws IOException {
        return files("acsevent", "userinfo")
                .map(file -> test(file, () -> {
                    byte[] body = withoutHttpHead(Files.readAllBytes(file));
                    try (StubDevice device = new StubDevice().then(new Reply(200, body, List.of()));
                            IsapiClient client = device.client().build()) {
                        String text = new String(body, StandardCharsets.UTF_8);
                        int rows = text.split("\"major\"", -1).length - 1;
                        if (text.contains("\"InfoList\"")
                                || text.contains("NO MATCH") && text.contains("\"AcsEvent\"")) {
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
                            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                                            () -> client.access().events(ALL).next()))
                                    .isInstanceOf(IsapiException.class);
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> pushes_areReadWithNothingLeftOver() throws IOException {
        return files("webhook-json", "webhook-multipart", "event-alert-xml")
                .map(file -> test(file, () -> {
                    byte[] body = Files.readAllBytes(file);
                    for (String type :
                            new String[] {null, "multipart/form-data; boundary=MIME_boundary", "application/json"}) {
                        NotificationBody read = NotificationParser.parse(type, body);
                        assertThat(read.events()).hasSize(1);
                        assertThat(read.unreadable()).isEmpty();
                        assertThat(read.truncated()).isFalse();
                        assertThat(read.events().get(0).eventType()).isNotNull();
                        NotificationBody redacted = NotificationParser.parse(type, PictureRedactor.redact(type, body));
                        assertThat(redacted).isEqualTo(read);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> deviceinfo_isRead() throws IOException {
        return files("deviceinfo")
                .map(file -> test(file, () -> {
                    try (StubDevice device =
                                    new StubDevice().then(new Reply(200, Files.readAllBytes(file), List.of()));
                            IsapiClient client = device.client().build()) {
                        assertThat(client.system().deviceInfo().serialNumber()).startsWith("DS-");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> time_isReadOrNamedAsNoTime() throws IOException {
        return files("time")
                .map(file -> test(file, () -> {
                    try (StubDevice device =
                                    new StubDevice().then(new Reply(200, Files.readAllBytes(file), List.of()));
                            IsapiClient client = device.client().build()) {
                        if (file.toString().contains("capabilities")) {
                            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                                            () -> client.system().time()))
                                    .isInstanceOf(IsapiException.UnexpectedResponse.class);
                        } else {
                            assertThat(client.system().time().zoneRules()).isNotNull();
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> responsestatus_isAlwaysARefusalOrNoAnswer() throws IOException {
        return files("responsestatus")
                .map(file -> test(file, () -> {
                    byte[] body = Files.readAllBytes(file);
                    for (int status : new int[] {200, 400, 403}) {
                        try (StubDevice device = new StubDevice().then(new Reply(status, body, List.of()));
                                IsapiClient client = device.client().build()) {
                            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                                            () -> client.access().events(ALL).next()))
                                    .isInstanceOf(IsapiException.class);
                        }
                    }
                }));
    }

    private static DynamicTest test(Path file, org.junit.jupiter.api.function.Executable body) {
        return DynamicTest.dynamicTest(file.getFileName().toString(), body);
    }

    private static Stream<Path> files(String... kinds) throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no folder of real payloads here");
        List<Path> files = new java.util.ArrayList<>();
        for (String kind : kinds) {
            try (Stream<Path> of = Files.list(CORPUS.resolve(kind))) {
                of.sorted().forEach(files::add);
            }
        }
        assertThat(files).isNotEmpty();
        return files.stream();
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
