package dev.rollcall.receiver.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.isapi.notification.NotificationBody;
import dev.rollcall.isapi.notification.NotificationParser;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What real terminals posted, through the running receiver: nothing is refused and nothing vanishes. */
class CorpusTest {

    private static final Path CORPUS = Path.of(System.getProperty("rollcall.corpus", "no-corpus"));
    private static final DeviceKey DEVICE = DeviceKey.of("CORPUS001");

    private final RunningReceiver receiver = RunningReceiver.onSqlite();

    @Test
    void everyBody_isAnsweredWith200_andEveryRecordAccountedFor() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus of real payloads at " + CORPUS);
        String path = receiver.webhook(DEVICE, null, "Asia/Colombo");
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("webhook-json", "webhook-multipart", "event-alert-xml")) {
            try (Stream<Path> all = Files.list(CORPUS.resolve(folder))) {
                files.addAll(all.sorted().toList());
            }
        }

        int translated = 0;
        for (Path file : files) {
            byte[] body = Files.readAllBytes(file);
            String type = typeOf(file, body);
            assertThat(receiver.post(path, body, "Content-Type", type).statusCode())
                    .as(file.toString())
                    .isEqualTo(200);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> receiver.store()
                            .read(unit -> unit.inbox().received(1).isEmpty()));
            translated += check(file, NotificationParser.parse(type, body));
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(19);
        assertThat(translated).isGreaterThanOrEqualTo(6);
    }

    private int check(Path file, NotificationBody read) {
        int records = read.events().size() + read.unreadable().size();
        if (read.events().stream().anyMatch(event -> event.heartbeat()) && records == 1) {
            report(file, "a heartbeat");
            return 0;
        }
        InboxResult result =
                receiver.store().read(unit -> unit.inbox().latestResults(1)).get(0);
        report(file, result);
        assertThat(result.translated() + result.ignored() + result.parked())
                .as(file + " " + result)
                .isEqualTo(Math.max(1, records));
        if (result.ignored() + result.parked() > 0) {
            assertThat(result.reason()).as(file.toString()).isNotBlank();
        }
        return result.translated();
    }

    private static void report(Path file, Object result) {
        System.out.println("corpus: " + CORPUS.relativize(file) + " -> " + result);
    }

    private static String typeOf(Path file, byte[] body) {
        String start = new String(body, 0, Math.min(200, body.length), StandardCharsets.ISO_8859_1);
        if (file.toString().endsWith(".bin") && start.contains("--")) {
            String line =
                    start.substring(start.indexOf("--") + 2).lines().findFirst().orElseThrow();
            return "multipart/form-data; boundary=" + line.strip();
        }
        return file.toString().endsWith(".xml") ? "application/xml" : "application/json";
    }
}
