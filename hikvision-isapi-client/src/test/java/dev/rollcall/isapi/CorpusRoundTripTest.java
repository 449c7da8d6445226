package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.isapi.StubDevice.Reply;
import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.isapi.access.EventStorage;
import dev.rollcall.isapi.person.PersonQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Real payloads of every kind that the rooms read: no exception, and no value is lost on the way into a record. They are not
 * part of this repository; without them these tests report themselves skipped.
 */
final class CorpusRoundTripTest {

    private static final Path CORPUS = Path.of(System.getProperty("rollcall.corpus", "corpus"));
    private static final EventQuery ALL = EventQuery.builder().build();

    /** What only serves paging. */
    private static final List<String> ENVELOPE = List.of("searchID", "numOfMatches");

    @TestFactory
    Stream<DynamicTest> deviceinfo() throws IOException {
        return kept("deviceinfo", (client, file) -> client.system().deviceInfo());
    }

    @TestFactory
    Stream<DynamicTest> time() throws IOException {
        return kept(
                "time",
                (client, file) -> file.contains("capabilities")
                        ? client.system().timeCapabilities()
                        : client.system().time());
    }

    @TestFactory
    Stream<DynamicTest> capabilities() throws IOException {
        return kept("capabilities", (client, file) -> client.system().resource("/ISAPI/any/capabilities"));
    }

    @TestFactory
    Stream<DynamicTest> capabilitiesOfTheEventSearch() throws IOException {
        return kept(
                "capabilities", "-acsevent-", (client, file) -> client.access().eventCapabilities());
    }

    @TestFactory
    Stream<DynamicTest> acsevent() throws IOException {
        return kept("acsevent", (client, file) -> {
            if (file.contains("totalnum")) {
                return client.access().countEvents(ALL);
            }
            if (file.contains("node-output")) {
                // one row inside a program's own envelope, as no device sends it
                assertThat(catchThrowable(() -> client.access().events(ALL).next()))
                        .isInstanceOf(IsapiException.UnexpectedResponse.class);
                return client.system().resource("/ISAPI/AccessControl/AcsEvent");
            }
            EventPage page = client.access().events(ALL).next();
            assertThat(page.rows() > 0).isEqualTo(!file.contains("nomatch"));
            assertThat(page.unreadable()).isEmpty();
            return page;
        });
    }

    @TestFactory
    Stream<DynamicTest> userinfo() throws IOException {
        return kept(
                "userinfo",
                (client, file) -> file.contains("count")
                        ? client.person().countUsers()
                        : client.person().users(PersonQuery.everybody()).next());
    }

    @TestFactory
    Stream<DynamicTest> cardinfo() throws IOException {
        return kept(
                "cardinfo",
                (client, file) -> file.contains("count")
                        ? client.person().countCards()
                        : client.person().cards(PersonQuery.everybody()).next());
    }

    @TestFactory
    Stream<DynamicTest> config() throws IOException {
        return kept("config", CorpusRoundTripTest::config);
    }

    @TestFactory
    Stream<DynamicTest> security() throws IOException {
        return kept("security", CorpusRoundTripTest::security);
    }

    @TestFactory
    Stream<DynamicTest> usercheck() throws IOException {
        return kept("usercheck", (client, file) -> client.system().userCheck());
    }

    @TestFactory
    Stream<DynamicTest> usercheck_withItsOwnHttpStatus() throws IOException {
        return each("usercheck", file -> text(file).contains(">401<"), file -> {
            byte[] body = body(file);
            String text = text(file);
            Reply refused = new Reply(401, body, List.of("WWW-Authenticate: " + StubDevice.DIGEST));
            try (StubDevice device = new StubDevice().then(refused);
                    IsapiClient client = device.client().build()) {
                assertThat(catchThrowable(() -> client.system().userCheck()))
                        .isInstanceOfSatisfying(
                                IsapiException.Unauthorized.class,
                                e -> assertThat(e.reason())
                                        .isEqualTo(
                                                text.contains(">lock<")
                                                        ? IsapiException.Unauthorized.Cause.LOCKED
                                                        : IsapiException.Unauthorized.Cause.WRONG_PASSWORD));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> storage() throws IOException {
        return kept("storage", (client, file) -> client.system().resource("/ISAPI/ContentMgmt/Storage"));
    }

    @TestFactory
    Stream<DynamicTest> eventTriggers() throws IOException {
        return kept("event-triggers", (client, file) -> client.system().resource("/ISAPI/Event/triggers"));
    }

    @TestFactory
    Stream<DynamicTest> other() throws IOException {
        return kept("other", (client, file) -> client.system().resource("/ISAPI/any"));
    }

    /** A refusal is named by the device's own words; a success ends a call that sets something. */
    @TestFactory
    Stream<DynamicTest> responsestatus() throws IOException {
        return each("responsestatus", file -> true, file -> {
            byte[] body = body(file);
            String text = text(file).replaceAll("\\s+", "");
            boolean fine = text.contains("<statusCode>1<") || text.contains("\"statusCode\":1,");
            for (int status : new int[] {200, 400}) {
                try (StubDevice device = new StubDevice().then(new Reply(status, body, List.of()));
                        IsapiClient client = device.client().build()) {
                    EventStorage storage = new EventStorage("cycle", null, null, Map.of());
                    Throwable refused = catchThrowable(() -> client.access().putEventStorage(storage));
                    if (fine && status == 200) {
                        assertThat(refused).isNull();
                    } else {
                        assertThat(refused).isInstanceOf(IsapiException.class);
                        assertThat(((IsapiException) refused).subStatusCode()).isNotEmpty();
                        assertThat(text).contains(((IsapiException) refused).subStatusCode());
                    }
                }
            }
        });
    }

    private static Object config(IsapiClient client, String file) {
        if (file.contains("acsworkstatus")) {
            return client.access().workStatus();
        }
        if (file.contains("cardreader")) {
            return client.access().cardReader(1);
        }
        if (file.contains("acscfg")) {
            return client.access().settings();
        }
        if (file.contains("attendanceplantemplates")) {
            return client.person().attendancePlanTemplates();
        }
        if (file.contains("attendanceplantemplate")) {
            return client.person().attendancePlanTemplate(1);
        }
        if (file.contains("attendanceweekplan")) {
            return client.person().attendanceWeekPlan(1);
        }
        return file.contains("eventoptimization")
                ? client.access().eventOptimization()
                : client.access().eventStorage();
    }

    private static Object security(IsapiClient client, String file) {
        if (file.contains("adminaccesses")) {
            return client.system().adminAccesses();
        }
        if (file.contains("onlineuser")) {
            return client.system().onlineUsers();
        }
        return file.contains("capabilities")
                ? client.system().securityCapabilities()
                : client.system().accounts();
    }

    private static Stream<DynamicTest> kept(String kind, Reading reading) throws IOException {
        return kept(kind, "", reading);
    }

    private static Stream<DynamicTest> kept(String kind, String part, Reading reading) throws IOException {
        return each(kind, file -> file.getFileName().toString().contains(part), file -> {
            String name = file.getFileName().toString();
            byte[] body = body(file);
            try (StubDevice device = new StubDevice().then(new Reply(200, body, List.of()));
                    IsapiClient client = device.client().build()) {
                Object read = reading.read(client, name);
                List<String> lost = new ArrayList<>(KeptValues.printed(withoutEnvelope(body)));
                Map<String, Integer> kept = new HashMap<>();
                KeptValues.kept(read).forEach(value -> kept.merge(value, 1, Integer::sum));
                lost.removeIf(value -> kept.merge(value, -1, Integer::sum) >= 0);
                assertThat(lost).isEmpty();
            }
        });
    }

    private static Stream<DynamicTest> each(String kind, FileFilter within, FileTest test) throws IOException {
        Path folder = CORPUS.resolve(kind);
        if (!Files.isDirectory(folder)) {
            return Stream.of(DynamicTest.dynamicTest(
                    "real payloads", () -> assumeTrue(false, "no folder of real payloads here")));
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.sorted().toList()) {
                if (within.takes(file)) {
                    files.add(file);
                }
            }
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> test.run(file)));
    }

    private static byte[] withoutEnvelope(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        for (String name : ENVELOPE) {
            text = text.replaceAll("\"" + name + "\"\\s*:\\s*(\"[^\"]*\"|\\d+)\\s*,", "");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Path file) throws IOException {
        return new String(body(file), StandardCharsets.UTF_8);
    }

    private static byte[] body(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (file.toString().contains("face-item")) {
            // one row of an answer
            return ("{\"AcsEvent\":{\"responseStatusStrg\":\"OK\",\"InfoList\":[" + Files.readString(file) + "]}}")
                    .getBytes(StandardCharsets.UTF_8);
        }
        if (!text.startsWith("HTTP/")) {
            return bytes;
        }
        int json = text.indexOf("\n{");
        int xml = text.indexOf("\n<");
        return Arrays.copyOfRange(bytes, Math.max(json, xml) + 1, bytes.length);
    }

    private interface Reading {
        Object read(IsapiClient client, String file) throws Exception;
    }

    private interface FileFilter {
        boolean takes(Path file) throws IOException;
    }

    private interface FileTest {
        void run(Path file) throws Exception;
    }
}
