package dev.rollcall.isapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.StubDevice;
import dev.rollcall.isapi.StubDevice.Reply;
import dev.rollcall.isapi.access.EventRecord;
import dev.rollcall.isapi.internal.BodyReader;
import dev.rollcall.isapi.internal.Document;
import dev.rollcall.isapi.internal.JsonScanner;
import dev.rollcall.isapi.notification.StreamItem.Ended;
import dev.rollcall.isapi.notification.StreamItem.Notified;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * Real payloads of listening hosts, pushes and streams: each is read, and every value it prints stands in the record. They are
 * not part of this repository; without them these tests report themselves skipped.
 */
final class PushCorpusTest {

    private static final Path CORPUS = Path.of(System.getProperty("rollcall.corpus", "corpus"));
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> pushes_loseNoValue() throws IOException {
        return each(List.of("webhook-json", "webhook-multipart", "event-alert-xml"), file -> {
            NotificationBody read = NotificationParser.parse(null, Files.readAllBytes(file));
            assertThat(read.events()).isNotEmpty();
            for (EventNotification event : read.events()) {
                losesNothing(event, event.raw().toByteArray());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> acknowledgements_areNoEvents() throws IOException {
        return each(List.of("webhook-ack"), file -> {
            NotificationBody read = NotificationParser.parse(null, Files.readAllBytes(file));
            assertThat(read.events()).isEmpty();
            assertThat(read.unreadable()).hasSize(1);
        });
    }

    @TestFactory
    Stream<DynamicTest> streams_loseNoPartAndNoValue() throws IOException {
        return each(List.of("alertstream"), file -> {
            byte[] stream = Files.readAllBytes(file);
            List<StreamItem> items = new ArrayList<>();
            boolean clean = new StreamFramer(
                            new ByteArrayInputStream(stream),
                            "multipart/mixed; boundary=MIME_boundary",
                            new StreamItems(items::add))
                    .run();
            String text = new String(stream, StandardCharsets.UTF_8);
            int parts = text.split("\"eventType\"|<eventType>", -1).length - 1;
            List<EventNotification> events = new ArrayList<>();
            for (StreamItem item : items) {
                assertThat(item).isNotInstanceOfAny(Ended.class, StreamItem.Unreadable.class);
                events.add(
                        item instanceof Notified one
                                ? one.notification()
                                : ((StreamItem.Heartbeat) item).notification());
            }
            assertThat(events).hasSize(parts);
            assertThat(clean).isEqualTo(parts > 0);
            for (EventNotification event : events) {
                losesNothing(event, event.raw().toByteArray());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> httphosts_loseNoValue() throws IOException {
        return each(List.of("httphosts"), file -> {
            byte[] body = Files.readAllBytes(file);
            try (StubDevice device = new StubDevice().then(new Reply(200, body, List.of()));
                    IsapiClient client = device.client().build()) {
                if (file.toString().contains("test-result")) {
                    readsTheTestResult(body);
                    return;
                }
                List<ListeningHost> hosts = client.notification().listeningHosts();
                String text = new String(body, StandardCharsets.UTF_8);
                assertThat(hosts).hasSize(text.split("<id>", -1).length - 1);
                for (ListeningHost host : hosts) {
                    assertThat(text).contains(host.raw().text());
                    Document source = BodyReader.read(host.raw().toByteArray());
                    assertThat(record(host)).containsAll(leaves(source.fields()));
                }
            }
        });
    }

    private static void readsTheTestResult(byte[] body) throws IOException {
        String slot = "<HttpHostNotification><id>2</id></HttpHostNotification>";
        try (StubDevice device = new StubDevice().thenJson(slot).then(new Reply(200, body, List.of()));
                IsapiClient client = device.client().build()) {
            HostTestResult result = client.notification().testListeningHost("2");
            assertThat(result.errorDescription()).isEqualTo("Connection refused");
            assertThat(result.reached()).isFalse();
        }
    }

    /** Every printed value is a component of the record or stands in its other fields, JSON inside counted value by value. */
    private static void losesNothing(EventNotification event, byte[] raw) throws Exception {
        JsonNode tree = BodyReader.read(raw).fields();
        JsonNode alert = tree.has("EventNotificationAlert") ? tree.get("EventNotificationAlert") : tree;
        List<String> kept = record(event);
        if (event.accessEvent() != null) {
            kept.addAll(record(event.accessEvent()));
        }
        assertThat(kept).containsAll(leaves(alert));
    }

    private static List<String> record(Record record) throws Exception {
        List<String> values = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            Object value = accessor.invoke(record);
            if (value instanceof Map<?, ?> others) {
                for (Object other : others.values()) {
                    values.addAll(leavesOfText(String.valueOf(other)));
                }
            } else if (value != null && !(value instanceof EventRecord)) {
                values.add(String.valueOf(value));
            }
        }
        return values;
    }

    private static List<String> leavesOfText(String text) throws Exception {
        boolean json = text.startsWith("{") || text.startsWith("[") || text.startsWith("\"");
        return json && isJson(text) ? leaves(JSON.readTree(text)) : new ArrayList<>(List.of(text));
    }

    private static boolean isJson(String text) {
        try {
            JsonScanner.value(text.getBytes(StandardCharsets.UTF_8), 0);
            JSON.readTree(text);
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private static List<String> leaves(JsonNode node) {
        List<String> leaves = new ArrayList<>();
        if (node.isContainerNode()) {
            node.forEach(child -> leaves.addAll(leaves(child)));
        } else if (!node.asText().isBlank()) {
            leaves.add(node.asText().strip());
        }
        return leaves;
    }

    private static Stream<DynamicTest> each(List<String> kinds, ThrowingConsumer<Path> reading) throws IOException {
        if (!Files.isDirectory(CORPUS)) {
            return Stream.of(DynamicTest.dynamicTest(
                    "real payloads", () -> assumeTrue(false, "no folder of real payloads here")));
        }
        Map<Path, DynamicTest> tests = new LinkedHashMap<>();
        for (String kind : kinds) {
            try (Stream<Path> files = Files.list(CORPUS.resolve(kind))) {
                files.sorted()
                        .forEach(file -> tests.put(
                                file,
                                DynamicTest.dynamicTest(kind + "/" + file.getFileName(), () -> reading.accept(file))));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.values().stream();
    }
}
