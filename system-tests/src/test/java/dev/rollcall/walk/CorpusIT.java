package dev.rollcall.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.hikvision.DeviceContext;
import dev.rollcall.attendance.hikvision.HikvisionTranslator;
import dev.rollcall.attendance.hikvision.Translation;
import dev.rollcall.house.Artifacts;
import dev.rollcall.house.Pause;
import dev.rollcall.house.ReceiverProcess;
import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.ReplayedPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What real terminals said goes through client, translator and the running receiver; each record is translated, ignored
 * with a reason, or quarantined. Prints the table of the results.
 */
@Execution(ExecutionMode.CONCURRENT)
class CorpusIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CORPUS = Path.of(System.getProperty("rollcall.corpus", "no-corpus"));
    private static final Instant SEEN_AT = Instant.parse("2026-11-24T00:00:00Z");
    private static final DeviceContext CONTEXT = new DeviceContext(DeviceKey.of("CORPUS001"), Zones.UNKNOWN, null);

    /** One body names its terminal, and the receiver takes it only at that terminal's address. */
    private static final String NAMED_IN_A_BODY = "GN0953967";

    @TempDir
    private Path folder;

    /** One line of the table. */
    private record Row(String file, int records, int translated, int ignored, int quarantined, String reasons) {

        boolean isAccounted() {
            return records == translated + ignored + quarantined;
        }

        String line() {
            return "| %-75s | %7d | %10d | %7d | %11d | %s"
                    .formatted(file, records, translated, ignored, quarantined, reasons);
        }
    }

    @Test
    void everyPage_isReadByTheClient_andEveryRecordAccountedFor() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus of real payloads at " + CORPUS);
        List<Row> table = new ArrayList<>();
        for (Path file : files("acsevent")) {
            table.add(pageThroughClient(file));
        }

        print("pages", table);
        assertThat(table).hasSizeGreaterThanOrEqualTo(9).allMatch(Row::isAccounted);
        assertThat(table.stream().mapToInt(Row::translated).sum()).isGreaterThan(20);
    }

    @Test
    void everyWebhookBody_isTakenByTheRunningReceiver_andEveryRecordAccountedFor()
            throws IOException, InterruptedException, SQLException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus of real payloads at " + CORPUS);
        Artifacts artifacts = new Artifacts(Path.of(System.getProperty("rollcall.home")));
        List<Row> table = new ArrayList<>();
        try (ReceiverProcess receiver = ReceiverProcess.unpacked(artifacts, folder, List.of())) {
            URI webhook = receiver.addDevice("CORPUS001", "corpus", "Asia/Colombo");
            URI named = receiver.addDevice(NAMED_IN_A_BODY, "named in a body", "Asia/Colombo");
            receiver.start();
            for (String kind : List.of("webhook-json", "webhook-multipart", "event-alert-xml")) {
                for (Path file : files(kind)) {
                    long before = number("select coalesce(max(id), 0) from inbox");
                    boolean namesItself =
                            Files.readString(file, StandardCharsets.ISO_8859_1).contains(NAMED_IN_A_BODY);
                    post(namesItself ? named : webhook, file);
                    table.add(inboxRow(kind + "/" + file.getFileName(), before));
                }
            }
        }

        print("webhooks", table);
        assertThat(table).hasSizeGreaterThanOrEqualTo(19).allMatch(row -> row.records() > 0);
        assertThat(table.stream().mapToInt(Row::translated).sum()).isGreaterThanOrEqualTo(7);
        assertThat(table.stream().filter(row -> row.ignored() + row.quarantined() > 0))
                .allMatch(row -> !row.reasons().isBlank());
    }

    private static Row pageThroughClient(Path file) throws IOException {
        JsonNode content = contentOf(file);
        JsonNode rows = content.path("AcsEvent").path("InfoList");
        int translated = 0;
        int ignored = 0;
        List<String> quarantined = new ArrayList<>();
        try (DeviceSimulator device = DeviceSimulator.builder()
                        .credentials("admin", "corpus-password")
                        .replay(ReplayedPage.of(JSON.writeValueAsBytes(content)))
                        .start();
                IsapiClient client = IsapiClient.builder()
                        .host("127.0.0.1")
                        .port(device.port())
                        .credentials("admin", "corpus-password")
                        .build()) {
            for (Translation translation : translations(client)) {
                if (translation instanceof Translation.Translated) {
                    translated++;
                } else if (translation instanceof Translation.Ignored) {
                    ignored++;
                } else if (translation instanceof Translation.Untranslatable untranslatable) {
                    quarantined.add(untranslatable.reason());
                }
            }
        }
        return new Row(
                "acsevent/" + file.getFileName(),
                rows.size(),
                translated,
                ignored,
                quarantined.size(),
                String.join("; ", quarantined));
    }

    private static List<Translation> translations(IsapiClient client) {
        List<Translation> all = new ArrayList<>();
        var pages = client.access().events(EventQuery.builder().build());
        while (pages.hasNext()) {
            EventPage page = pages.next();
            page.records()
                    .forEach(record -> all.add(HikvisionTranslator.translate(record, CONTEXT, Channel.POLL, SEEN_AT)));
            page.unreadable().forEach(record -> all.add(HikvisionTranslator.translate(record)));
        }
        return all;
    }

    /** Reads a page; single records, as some sources show them, are put into one. */
    private static JsonNode contentOf(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        String body = text.startsWith("HTTP/") ? text.split("\r?\n\r?\n", 2)[1] : text;
        JsonNode content = JSON.readTree(body);
        if (content.has("AcsEvent")) {
            return content;
        }
        if (content.has("AcsEventTotalNum")) {
            return JSON.readTree("{\"AcsEvent\":{\"responseStatusStrg\":\"NO MATCH\"}}");
        }
        JsonNode single = content.has("payload") ? content.path("payload") : content;
        return JSON.readTree(
                "{\"AcsEvent\":{\"responseStatusStrg\":\"OK\",\"numOfMatches\":1,\"InfoList\":[" + single + "]}}");
    }

    private static void post(URI webhook, Path file) throws IOException, InterruptedException {
        byte[] body = Files.readAllBytes(file);
        String type = file.toString().endsWith(".xml") ? "application/xml" : "application/json";
        String start = new String(body, 0, Math.min(body.length, 200), StandardCharsets.ISO_8859_1);
        int dashes = start.indexOf("--");
        if (file.toString().endsWith(".bin") && dashes >= 0) {
            type = "multipart/form-data; boundary="
                    + start.substring(dashes + 2)
                            .lines()
                            .findFirst()
                            .orElseThrow()
                            .strip();
        }
        HttpRequest request = HttpRequest.newBuilder(webhook)
                .header("Content-Type", type)
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(file.toString()).isEqualTo(200);
        assertThat(response.body()).as(file.toString()).isEmpty();
    }

    /** Waits until the latest body is understood and tells what became of it. */
    private Row inboxRow(String file, long before) throws InterruptedException, SQLException {
        Pause.until("the translation of " + file, Duration.ofSeconds(20), () -> waiting() == 0);
        String sql = "select translated, ignored, parked, state, reason from inbox where id > " + before;
        try (Connection database = database();
                PreparedStatement query = database.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                assertThat(number("select count(*) from device_heartbeat"))
                        .as(file)
                        .isEqualTo(1);
                return new Row(file, 1, 0, 1, 0, "a heartbeat: the latest is kept beside the device");
            }
            int translated = row.getInt(1);
            int ignored = row.getInt(2);
            int parked = row.getInt(3);
            String reason = row.getString(4) + (row.getString(5) == null ? "" : ": " + row.getString(5));
            return new Row(file, translated + ignored + parked, translated, ignored, parked, reason);
        }
    }

    private long waiting() {
        try {
            return number("select count(*) from inbox where state = 'RECEIVED'");
        } catch (SQLException busy) {
            return 1;
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection database = database();
                PreparedStatement query = database.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("receiver-data/rollcall.db"));
    }

    private static List<Path> files(String kind) {
        try (Stream<Path> files = Files.list(CORPUS.resolve(kind))) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void print(String title, List<Row> table) {
        System.out.println();
        System.out.println(title + ": file | records | translated | ignored | quarantined | state and reasons");
        table.forEach(row -> System.out.println(row.line()));
    }
}
