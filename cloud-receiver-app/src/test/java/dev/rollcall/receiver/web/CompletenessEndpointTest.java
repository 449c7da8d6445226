package dev.rollcall.receiver.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.TalliesAnswer;
import dev.rollcall.attendance.exchange.TalliesMessage;
import dev.rollcall.receiver.store.ProofShelf;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.Batches;
import dev.rollcall.receiver.testing.Punch;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is compared, told and signed, as an agent and a reader see it. */
class CompletenessEndpointTest extends CompletenessFixture {

    @Test
    void goldenMessages_areReadAndWrittenWithoutLoss() throws IOException {
        ExchangeJson json = new ExchangeJson();
        JsonMapper mapper = new JsonMapper();
        for (String file : new String[] {"tallies", "tallies-answer"}) {
            byte[] golden = golden(file);
            Class<?> type = file.equals("tallies") ? TalliesMessage.class : TalliesAnswer.class;
            Object message = json.read(golden, type);

            assertThat(mapper.readTree(json.write(message))).isEqualTo(mapper.readTree(golden));
        }
    }

    @Test
    void whatAnAgentFound_isShownByDay_andTurnsUnknownOnceSomethingChanges() throws IOException {
        send(Punch.at("COMPLETE1"), 1, 2, 3);
        String all = sums("COMPLETE1");
        tell("COMPLETE1", all, "[]");

        JsonNode day = day("COMPLETE1");
        assertThat(day.path("verdict").asString()).isEqualTo("COMPLETE");
        assertThat(day.path("deviceSays").asInt()).isEqualTo(9);
        assertThat(day.path("journalSays").asInt()).isEqualTo(9);
        assertThat(day.path("receiverSays").asInt()).isEqualTo(3);
        assertThat(day.path("firstSeenBy").path("POLL").asInt()).isEqualTo(3);
        assertThat(device("COMPLETE1").path("completeUntil").asString()).isEqualTo("2026-11-24T00:00:00");
        assertThat(csv("COMPLETE1"))
                .contains("COMPLETE1,front-door,2026-11-23,COMPLETE,,9,COUNTED,9,3,3,3,,,,2026-11-24T00:00:00");

        send(Punch.at("COMPLETE1"), 4);

        assertThat(day("COMPLETE1").path("verdict").asString()).isEqualTo("UNKNOWN");
        assertThat(day("COMPLETE1").path("why").asString()).contains("since the last comparison");
    }

    @Test
    void whatIsMissing_isNamed_andNeverCalledComplete() throws IOException {
        send(Punch.at("COMPLETE2"), 1, 2);
        tell("COMPLETE2", sums("COMPLETE2"), """
                [{"kind": "NOT_IN_RECEIVER", "id": "f5c11f7f4f655dc4ae028d53d016d8d3", "serialNo": 7, "state": "OPEN"}]""");

        JsonNode day = day("COMPLETE2");
        assertThat(day.path("verdict").asString()).isEqualTo("INCOMPLETE");
        assertThat(day.path("findings").get(0).path("text").asString())
                .isEqualTo(
                        "event f5c11f7f4f655dc4ae028d53d016d8d3 serial 7 of unknown time: it was acknowledged, and the"
                                + " receiver does not have it");
        String page =
                receiver.get("/completeness?device=COMPLETE2&to=2026-11-24").body();
        assertThat(page).contains("incomplete", "f5c11f7f4f655dc4ae028d53d016d8d3", "2 events");
    }

    @Test
    void agentsName_isKeptAsItCanBeShown() {
        send(Punch.at("COMPLETE6"), 1);
        String body = "{\"version\":1,\"agent\":\"of\\u0000ice " + "x".repeat(300)
                + "\",\"windows\":[],\"proofs\":[{\"device\":\"COMPLETE6\",\"checkedAt\":\"2026-11-24T02:00:00Z\","
                + "\"covered\":[],\"findings\":[],\"days\":[]}]}";
        receiver.post("/api/attendance/tallies", body.getBytes(UTF_8), "Authorization", agent);

        assertThat(device("COMPLETE6").path("agent").asString()).hasSize(200).startsWith("of\uFFFDice x");
    }

    @Test
    void dayThatNobodyCompared_isUnknown() {
        send(Punch.at("COMPLETE3"), 1);

        assertThat(day("COMPLETE3").path("verdict").asString()).isEqualTo("UNKNOWN");
        assertThat(day("COMPLETE3").path("why").asString()).contains("no agent");
        assertThat(receiver.get("/completeness?device=COMPLETE3&to=2026-11-24").body())
                .contains("unknown");
    }

    @Test
    void agentOfOneDevice_neitherComparesNorTellsOfAnother() {
        String own = "Bearer " + receiver.token(Role.AGENT, "comparing one", DeviceKey.of("COMPLETE4"));
        String asks =
                "{\"version\":1,\"agent\":\"a\",\"windows\":[{\"device\":\"COMPLETE5\",\"level\":\"DAY\",\"tallies\":[]}]}";
        String tells = "{\"version\":1,\"agent\":\"a\",\"windows\":[],\"proofs\":[{\"device\":\"COMPLETE5\","
                + "\"checkedAt\":\"2026-11-24T02:00:00Z\",\"covered\":[],\"findings\":[],\"days\":[]}]}";

        for (String body : new String[] {asks, tells}) {
            assertThat(receiver.post("/api/attendance/tallies", body.getBytes(UTF_8), "Authorization", own)
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"version\":2,\"agent\":\"a\",\"windows\":[]} | version",
                "{\"version\":1,\"agent\":\"a\"} | windows",
                "{\"version\":1,\"windows\":[]} | agent",
                "{\"version\":1,\"agent\":\"a\",\"windows\":[null]} | windows",
                "{\"version\":1,\"agent\":\"a\",\"windows\":[{\"device\":\"A\",\"level\":\"YEAR\"}]} | windows",
                "{\"version\":1,\"agent\":\"a\",\"windows\":[{\"device\":\"A\",\"level\":\"DAY\"}]} | windows",
                "{\"version\":1,\"agent\":\"a\",\"windows\":[{\"device\":\"A\",\"level\":\"DAY\",\"tallies\":[{\"at\":\"x\",\"events\":1,\"hash\":\"0\"}]}]} | windows",
                "{\"version\":1,\"agent\":\"a\",\"windows\":[{\"device\":\"A\",\"level\":\"EVENT\",\"at\":\"2026-11-23T08\",\"events\":[{\"id\":\"x\",\"content\":\"y\"}]}]} | windows",
                "{\"version\":1,\"agent\":\"a\",\"from\":\"now\",\"windows\":[]} | 'from'",
                "{\"version\":1,\"agent\":\"a\",\"to\":\"+99999-01-01T00\",\"windows\":[]} | 'to'",
                "{\"version\":1,\"agent\":\"a\",\"from\":\"2026-11-23T08:30\",\"windows\":[]} | 'from'",
                "{\"version\":1,\"agent\":\"a\",\"windows\":[{\"device\":\"A\",\"level\":\"HOUR\",\"at\":\"+999999999-12-31\",\"tallies\":[]}]} | windows[].at",
                "{\"version\":1,\"agent\":\"a\",\"windows\":[{\"device\":\"A\",\"level\":\"EVENT\",\"at\":\"-0001-01-01T00\",\"events\":[]}]} | windows[].at",
                "{\"version\":1,\"agent\":\"a\",\"windows\":[],\"proofs\":[{\"device\":\"A\"}]} | proofs",
                "{\"version\":1,\"agent\":\"a\",\"windows\":[],\"proofs\":[null]} | proofs",
                "{\"version\":1,\"agent\":\"a\",\"windows\":[],\"proofs\":[{\"device\":\"A\",\"checkedAt\":\"2026-11-24T02:00:00Z\",\"findings\":[],\"days\":[]}]} | proofs[].covered",
                "{\"version\":1,\"agent\":\"a\",\"windows\":[],\"proofs\":[{\"device\":\"A\",\"checkedAt\":\"2026-11-24T02:00:00Z\",\"covered\":[null],\"findings\":[],\"days\":[]}]} | proofs[].covered",
                "{\"version\":1,\"agent\":\"a\",\"windows\":[],\"proofs\":[{\"device\":\"A\",\"checkedAt\":\"+999999999-11-24T02:00:00Z\",\"covered\":[],\"findings\":[],\"days\":[]}]} | proofs[].checkedAt",
                "{\"version\":1,\"agent\":\"a\",\"windows\":[],\"proofs\":[{\"device\":\"A\",\"checkedAt\":\"2026-11-24T02:00:00Z\",\"covered\":[],\"findings\":[{\"kind\":\"GAP\"}],\"days\":[]}]} | proofs[].findings",
                "{\"version\":1,\"agent\":\"a\",\"windows\":[],\"proofs\":[{\"device\":\"A\",\"checkedAt\":\"2026-11-24T02:00:00Z\",\"covered\":[],\"findings\":[],\"days\":[{\"day\":\"+999999999-12-31\"}]}]} | proofs[].days[].day",
                "{\"version\":1,\"agent\":\"a\",\"windows\":[],\"proofs\":[{\"device\":\"A\\u0000\",\"checkedAt\":\"2026-11-24T02:00:00Z\",\"covered\":[],\"findings\":[],\"days\":[]}]} | proofs[].device",
            })
    void wrongTallies_areRefusedWithTheFieldNamed(String body, String field) {
        HttpResponse<String> answer =
                receiver.post("/api/attendance/tallies", body.getBytes(UTF_8), "Authorization", agent);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(field);
    }

    @ParameterizedTest
    @CsvSource({
        "completeness,from=%2B10000-01-01,from",
        "completeness,to=%2B999999999-12-31,to",
        "completeness.csv,from=-0001-12-31&to=0000-02-01,from",
        "statement,device=A&to=%2B999999999-12-31,to",
        "events,from=%2B999999999-12-31T00:00:00Z,from",
        "events.csv,to=%2B10000-01-01T00:00:00Z,to",
    })
    void yearsOfMoreThanFourDigits_areRefusedWithTheParameterNamed(String path, String question, String parameter) {
        HttpResponse<String> answer = receiver.get("/api/attendance/" + path + "?" + question, "Authorization", reader);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("Parameter '" + parameter + "'", "0 to 9999");
    }

    /** What a person asks the page is never refused: what cannot be shown is as if it had not been asked. */
    @Test
    void yearsOfMoreThanFourDigits_areNotShownOnThePage() {
        assertThat(receiver.get("/completeness?to=%2B999999999-12-31").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"device\":\"BROKEN001\",\"checkedAt\":\"2026-11-24T02:00:00Z\",\"findings\":[],\"days\":[]} | BROKEN001",
                "{\"device\":\"BROKEN002\",\"covered\":[null,{\"first\":1,\"last\":2}],\"findings\":[],\"days\":[]} | BROKEN002",
                "{\"device\":\"BROKEN003\",\"covered\":[],\"findings\":[{\"kind\":\"OF_A_NEWER_VERSION\",\"state\":\"OPEN\"}]} | BROKEN003",
                "{\"device\":\"BROKEN004\",\"covered\":[],\"findings\":[null]} | BROKEN004",
            })
    void brokenProofThatIsStored_neitherHidesOtherDevices_norIsBelieved(String told, String key) throws IOException {
        Instant at = Instant.parse("2026-11-24T02:00:00Z");
        send(Punch.at(key), 1);
        receiver.store().write(unit -> {
            int id = unit.devices().lock(DeviceKey.of(key), at).id();
            unit.proofs().keep(id, new ProofShelf.Told("office", at, at, told));
            unit.proofs()
                    .keepDay(
                            id,
                            LocalDate.parse("2026-11-23"),
                            new ProofShelf.Told("office", at, at, "{\"day\":\"2026-11-23\",\"how\":\"?\"}"));
            return id;
        });

        assertThat(day(key).path("verdict").asString()).isEqualTo("UNKNOWN");
        assertThat(get("/api/attendance/completeness?x=1" + WINDOW)).contains(key);
    }

    @Test
    void tellingThatCameLate_isRefused_soThatItsAgentDoesNotTakeItForTold() throws IOException {
        send(Punch.at("LATE000001"), 1);
        assertThat(told("LATE000001", "2026-11-25T02:00:00Z", "[]").statusCode())
                .isEqualTo(200);
        assertThat(told("LATE000001", "2026-11-25T02:00:00Z", "[]").statusCode())
                .isEqualTo(200);

        HttpResponse<String> late =
                told("LATE000001", "2026-11-24T02:00:00Z", "[{\"kind\": \"WAITING\", \"state\": \"OPEN\"}]");

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("older-than-told", "LATE000001", "2026-11-23", "clock");
        assertThat(day("LATE000001").path("verdict").asString()).isEqualTo("COMPLETE");
    }

    private static HttpResponse<String> told(String device, String checkedAt, String findings) throws IOException {
        String body = String.format("""
                {"version": 1, "agent": "office", "windows": [], "proofs": [{
                  "device": "%s", "checkedAt": "%s", "completeUntil": "2026-11-24T00:00:00", "covered": [], "findings": [],
                  "days": [{"day": "2026-11-23", "how": "COUNTED", "device": 9, "journal": 9, "sent": %3$s, "receiver": %3$s,
                    "compared": true, "over": true, "findings": %4$s}]}]}""", device, checkedAt, sums(device), findings);
        return receiver.post("/api/attendance/tallies", body.getBytes(UTF_8), "Authorization", agent);
    }

    @Test
    void deviceOfThisName_isShown_andOneThatIsNotThereIsNamed() {
        receiver.store()
                .write(unit -> unit.devices()
                        .add(
                                DeviceKey.of("NAMED0001"),
                                "Loading Bay",
                                null,
                                null,
                                Instant.parse("2026-11-01T00:00:00Z")));

        assertThat(receiver.get("/completeness?device=loading+bay").body()).contains("NAMED0001");
        assertThat(receiver.get("/completeness?device=Loading%20Dock").body())
                .contains("No device has the name or the key", "Loading Dock")
                .doesNotContain("appear here once");
    }

    @Test
    void whatIsOfNoDay_isInTheFile_andNamedOnThePage() throws IOException {
        send(Punch.at("OFNODAY01"), 1);
        String body = """
                {"version": 1, "agent": "office", "windows": [], "proofs": [{
                  "device": "OFNODAY01", "checkedAt": "2026-11-24T02:00:00Z", "covered": [],
                  "findings": [{"kind": "OVERWRITTEN", "serialNo": 5, "lastSerial": 9, "state": "OPEN"}], "days": []}]}""";
        receiver.post("/api/attendance/tallies", body.getBytes(UTF_8), "Authorization", agent);

        assertThat(csv("OFNODAY01").lines().toList())
                .hasSize(7)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("OFNODAY01,front-door,2026-11-24,UNKNOWN")
                        .contains("serials 5 to 9 of unknown time: the device overwrote it before it was read"));
        assertThat(receiver.get("/completeness?device=OFNODAY01&to=2026-11-24").body())
                .contains("serials 5 to 9", "no agent has compared this day yet");
    }

    /** Hours are paid by it: whoever reads that all is complete must see that a person has accepted a loss before it. */
    @Test
    void acceptedLoss_isSeenWhereverCompleteUntilStands_andItsDayIsNotComplete() throws IOException {
        send(Punch.at("ACCEPTED1"), 1);
        String loss =
                "{\"kind\": \"OVERWRITTEN\", \"serialNo\": 5, \"lastSerial\": 9, \"wallClock\": \"2026-11-23T09:00:00\","
                        + " \"notAfter\": \"2026-11-23T11:00:00\", \"state\": \"ACCEPTED\"}";
        String unread =
                "{\"kind\": \"UNREAD\", \"wallClock\": \"2026-11-23T12:00:00\", \"notAfter\": \"2026-11-23T13:00:00\","
                        + " \"state\": \"ACCEPTED\"}";
        String body = """
                {"version": 1, "agent": "office", "windows": [], "proofs": [{
                  "device": "ACCEPTED1", "checkedAt": "2026-11-24T02:00:00Z", "completeUntil": "2026-11-24T00:00:00", "covered": [],
                  "findings": [%2$s, %3$s], "days": [{
                    "day": "2026-11-23", "how": "READ", "device": 9, "journal": 9, "sent": %1$s, "receiver": %1$s,
                    "compared": true, "over": true, "findings": [%2$s, %3$s]}]}]}""".formatted(sums("ACCEPTED1"), loss, unread);
        assertThat(receiver.post("/api/attendance/tallies", body.getBytes(UTF_8), "Authorization", agent)
                        .statusCode())
                .isEqualTo(200);
        String words =
                "serials 5 to 9 between 2026-11-23T09:00 and 2026-11-23T11:00: the device overwrote it before it was read;"
                        + " a person has accepted that";

        assertThat(device("ACCEPTED1").path("completeUntil").asString()).isEqualTo("2026-11-24T00:00:00");
        assertThat(device("ACCEPTED1").path("acceptedLosses").asInt()).isEqualTo(2);
        assertThat(device("ACCEPTED1").path("findings").get(0).path("state").asString())
                .isEqualTo("ACCEPTED");
        assertThat(day("ACCEPTED1").path("verdict").asString()).isEqualTo("INCOMPLETE");
        assertThat(receiver.get("/completeness?device=ACCEPTED1&to=2026-11-24").body())
                .contains(
                        "complete until 2026-11-24 00:00:00 by its clock, but for 2 losses that a person has accepted")
                .contains(words, "incomplete, and accepted");
        assertThat(csv("ACCEPTED1").lines().toList())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("ACCEPTED1,front-door,2026-11-23,INCOMPLETE")
                        .contains("2026-11-24T00:00:00", words)
                        .endsWith(",2"));
        assertThat(get("/api/attendance/statement?device=ACCEPTED1&from=2026-11-23&to=2026-11-24"))
                .contains("\"completeUntil\":\"2026-11-24T00:00:00\"", "\"missing\":[\"" + words);
    }

    /** Only a hundred findings are told of a day: whoever judges by them must know that there were more. */
    @Test
    void findingsThatTheAgentLeftOut_areANumber_whereverFindingsAreRead() throws IOException {
        send(Punch.at("LEFTOUT01"), 1);
        String body = """
                {"version": 1, "agent": "office", "windows": [], "proofs": [{
                  "device": "LEFTOUT01", "checkedAt": "2026-11-24T02:00:00Z", "covered": [], "leftOut": 18600,
                  "findings": [{"kind": "NOT_IN_RECEIVER", "serialNo": 5, "state": "REPAIRED"}], "days": [{
                    "day": "2026-11-23", "how": "READ", "device": 9, "journal": 9, "sent": %1$s, "receiver": %1$s,
                    "compared": true, "over": true, "leftOut": 212,
                    "findings": [{"kind": "WAITING", "serialNo": 7, "state": "OPEN"}]}]}]}""".formatted(sums("LEFTOUT01"));
        assertThat(receiver.post("/api/attendance/tallies", body.getBytes(UTF_8), "Authorization", agent)
                        .statusCode())
                .isEqualTo(200);
        String repaired = "and 18600 more, none of which holds anything back";

        assertThat(device("LEFTOUT01").path("findingsLeftOut").asInt()).isEqualTo(18_600);
        assertThat(day("LEFTOUT01").path("findingsLeftOut").asInt()).isEqualTo(212);
        assertThat(csv("LEFTOUT01"))
                .contains("it waits to be sent; and 212 more")
                .doesNotContain("18600");
        assertThat(receiver.get("/completeness?device=LEFTOUT01&to=2026-11-24").body())
                .contains("and 212 more", repaired);
        assertThat(get("/api/attendance/statement?device=LEFTOUT01&from=2026-11-23&to=2026-11-24"))
                .contains("it waits to be sent", "2026-11-23: and 212 more")
                .doesNotContain("18600");
    }

    @ParameterizedTest
    @CsvSource({
        "completeness, NOPE",
        "completeness, complete1",
        "completeness.csv, NOPE",
        "completeness.csv, fr\u00f6nt-door",
        "statement, NOPE",
        "events.csv, NOPE",
    })
    void deviceThatIsNotThere_isRefused_andNeverLooksLikeOneWithoutEvents(String path, String device) {
        send(Punch.at("COMPLETE1"), 1);
        HttpResponse<String> answer = receiver.get(
                "/api/attendance/" + path + "?device=" + URLEncoder.encode(device, UTF_8), "Authorization", reader);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("Parameter 'device'", "no device has this key or name");
    }

    /** A terminal that was replaced keeps its name beside its successor. */
    @Test
    void name_standsForEachDeviceThatHasIt() {
        for (String key : new String[] {"TWICE0001", "TWICE0002"}) {
            receiver.store()
                    .write(unit -> unit.devices()
                            .add(DeviceKey.of(key), "Back Gate", null, null, Instant.parse("2026-11-01T00:00:00Z")));
        }

        assertThat(csv("back%20gate").lines()).hasSize(13);
        assertThat(get("/api/attendance/completeness?device=Back%20Gate" + WINDOW))
                .contains("TWICE0001", "TWICE0002");
        HttpResponse<String> statement =
                receiver.get("/api/attendance/statement?device=Back%20Gate" + WINDOW, "Authorization", reader);
        assertThat(statement.statusCode()).isEqualTo(400);
        assertThat(statement.body()).contains("2 devices have this name", "TWICE0001, TWICE0002");
    }

    @Test
    void timeThatIsNotKnownExactly_hasItsLatestAsWell() {
        send(Punch.at("BETWEEN01"), 1);
        tell("BETWEEN01", sums("BETWEEN01"), """
                [{"kind": "OVERWRITTEN", "serialNo": 5, "lastSerial": 9, "wallClock": "2026-11-23T09:00:00",
                  "notAfter": "2026-11-23T11:00:00", "state": "OPEN"}]""");

        JsonNode finding = day("BETWEEN01").path("findings").get(0);
        assertThat(finding.path("wallClock").asString()).isEqualTo("2026-11-23T09:00:00");
        assertThat(finding.path("notAfter").asString()).isEqualTo("2026-11-23T11:00:00");
    }

    /** After a backup was restored there is one for each event that had to be sent again. */
    @Test
    void thousandsOfFindings_areCounted_andNotRepeatedInEachLine() {
        send(Punch.at("MANYFIND1"), 1);
        String repaired = IntStream.range(0, 20_000)
                .mapToObj(number -> "{\"kind\":\"NOT_IN_RECEIVER\",\"id\":\""
                        + String.format("%032x", number) + "\",\"serialNo\":" + number
                        + ",\"wallClock\":\"2026-10-23T09:00:00\",\"state\":\"REPAIRED\"}")
                .collect(Collectors.joining(","));
        String open = "{\"kind\":\"QUARANTINED\",\"wallClock\":\"2026-10-23T09:00:00\",\"state\":\"OPEN\"}";
        assertThat(tellAll("MANYFIND1", repaired + "," + open, repaired + "," + open))
                .isEqualTo(200);

        String csv = get("/api/attendance/completeness.csv?device=MANYFIND1&from=2026-11-01&to=2026-12-02");
        String page = receiver.get("/completeness?device=MANYFIND1&to=2026-12-01&days=31")
                .body();

        assertThat(csv.lines()).hasSize(32);
        assertThat(csv.length()).isLessThan(50_000);
        assertThat(csv.lines().filter(line -> line.contains("door,2026-11-23,")).findFirst())
                .hasValueSatisfying(line -> assertThat(line)
                        .contains(
                                "\"of 2026-10-23T09:00: it was not understood and is in the quarantine; event",
                                "; and 19981 more, none of which holds anything back\""));
        assertThat(csv.lines().filter(line -> line.contains("door,2026-11-22,")).findFirst())
                .hasValueSatisfying(
                        line -> assertThat(line).contains("quarantine").doesNotContain("put right", "more"));
        assertThat(page).contains("and 19981 more", "it was not understood and is in the quarantine");
        assertThat(page.length()).isLessThan(100_000);
    }

    private static int tellAll(String device, String ofNoDay, String ofTheDay) {
        String body = "{\"version\":1,\"agent\":\"office\",\"windows\":[],\"proofs\":[{\"device\":\"" + device
                + "\",\"checkedAt\":\"2026-11-24T02:00:00Z\",\"covered\":[],\"findings\":[" + ofNoDay
                + "],\"days\":[{\"day\":\"2026-11-23\",\"how\":\"COUNTED\",\"device\":9,\"journal\":9,\"sent\":"
                + sums(device)
                + ",\"receiver\":" + sums(device) + ",\"compared\":true,\"over\":true,\"findings\":[" + ofTheDay
                + "]}]}]}";
        return receiver.post(
                        "/api/attendance/tallies",
                        Batches.gzip(body.getBytes(UTF_8)),
                        "Authorization",
                        agent,
                        "Content-Encoding",
                        "gzip")
                .statusCode();
    }

    @Test
    void oneDay_isToday() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        receiver.store()
                .write(unit -> unit.devices().add(DeviceKey.of("TODAY0001"), "today", null, "UTC", Instant.now()));

        String page = receiver.get("/completeness?device=TODAY0001&days=1").body();

        // It may be midnight just now.
        assertThat(page)
                .containsAnyOf("<strong>" + today + "</strong>", "<strong>" + today.plusDays(1) + "</strong>")
                .doesNotContain("has not begun");
    }

    /** The mark of what was compared long ago is not green, whatever came of it. */
    @ParameterizedTest
    @CsvSource({"STALE0101, 3, mark quiet", "STALE0102, 1, mark good"})
    void comparisonOfLongAgo_isNoGoodNews(String device, int daysAgo, String mark) {
        send(Punch.at(device), 1);
        Instant then = Instant.now().minus(Duration.ofDays(daysAgo));
        String body = String.format("""
                {"version": 1, "agent": "office", "windows": [], "proofs": [{
                  "device": "%s", "checkedAt": "%s", "completeUntil": "2026-11-24T00:00:00", "covered": [], "findings": [],
                  "days": [{"day": "2026-11-23", "how": "COUNTED", "device": 9, "journal": 9, "sent": %3$s, "receiver": %3$s,
                    "compared": true, "over": true, "findings": []}]}]}""", device, then, sums(device));
        receiver.post("/api/attendance/tallies", body.getBytes(UTF_8), "Authorization", agent);

        String page = receiver.get("/completeness?device=" + device + "&to=2026-11-24")
                .body();

        assertThat(page)
                .containsPattern("class=\"" + mark + "\">complete until 2026-11-24 00:00:00")
                .contains("Last compared " + (daysAgo == 1 ? "24 h" : daysAgo + " days") + " ago");
    }

    private static JsonNode device(String key) {
        return new JsonMapper()
                .readTree(get("/api/attendance/completeness?device=" + key + WINDOW))
                .path("devices")
                .get(0);
    }

    private static JsonNode day(String key) {
        for (JsonNode day : device(key).path("days")) {
            if (day.path("day").asString().equals("2026-11-23")) {
                return day;
            }
        }
        throw new AssertionError("there is no such day: " + device(key));
    }

    private static String csv(String key) {
        return get("/api/attendance/completeness.csv?device=" + key + WINDOW);
    }

    private static byte[] golden(String name) throws IOException {
        return resource("/exchange/" + name + ".json");
    }
}
