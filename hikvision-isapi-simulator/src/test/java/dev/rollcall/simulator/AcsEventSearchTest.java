package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcsEventSearchTest {
    private static final String ALL = "\"major\":0,\"minor\":0";
    private static final String FIRST = "\"searchResultPosition\":0,\"maxResults\":30,";

    private final SimulatedDevice device = SimulatedDevice.builder()
            .clock(SteppedClock.at("2026-03-01T06:30:00Z"))
            .zone(ZoneId.of("Asia/Colombo"))
            .people(DayMix.staff())
            .build();
    private DeviceSimulator simulator;
    private DigestClient client;

    @BeforeEach
    void start() throws Exception {
        use(FirmwareProfile.GENERIC);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({"GENERIC, 30, 30", "GENERIC, 100, 30", "GENERIC, 7, 7", "K1T8003MF, 10, 10"})
    void paging_givesEveryEventOnce(String profile, int asked, int given) throws Exception {
        use(FirmwareProfile.named(profile).orElseThrow());
        device.seed(3, 95);
        List<Long> serials = new ArrayList<>();
        String status = "MORE";
        while (status.equals("MORE")) {
            ObjectNode page =
                    page("\"searchResultPosition\":" + serials.size() + ",\"maxResults\":" + asked + "," + ALL);
            assertThat(page.get("numOfMatches").asInt()).isEqualTo(Math.min(given, 95 - serials.size()));
            assertThat(page.get("totalMatches").asInt()).isEqualTo(95);
            serials.addAll(serials(page));
            status = page.get("responseStatusStrg").asText();
        }
        assertThat(status).isEqualTo("OK");
        assertThat(serials)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 95).boxed().toList());
    }

    @Test
    void answer_isInTheOrderOfTimeNotOfSerials() throws Exception {
        device.door(21);
        device.log(SimulatedEvent.of(5, 22).withTime(OffsetDateTime.parse("2026-02-01T08:00:00+05:30")));
        assertThat(serials(page(FIRST + ALL))).containsExactly(2L, 1L);
        assertThat(serials(page(FIRST + ALL + ",\"timeReverseOrder\":true"))).containsExactly(1L, 2L);
        use(FirmwareProfile.K1A340FWX);
        assertThat(serials(page(FIRST + ALL + ",\"timeReverseOrder\":true"))).containsExactly(2L, 1L);
    }

    @Test
    void answer_isPrintedWithTabs() throws Exception {
        device.door(21);
        assertThat(client.search(FIRST + ALL).body())
                .startsWith("{\n\t\"AcsEvent\":\t{\n\t\t\"searchID\":\t\"s\",\n")
                .contains("\n\t\t\"InfoList\":\t[{\n\t\t\t\t\"major\":\t5,\n")
                .endsWith("\n\t\t\t}]\n\t}\n}");
    }

    @Test
    void rows_carryPersonTimeAndSerial() throws Exception {
        device.punch("00012", 38);
        JsonNode row = page(FIRST + ALL).at("/InfoList/0");
        assertThat(row.get("employeeNoString").asText()).isEqualTo("00012");
        assertThat(row.get("cardNo").asText()).isEqualTo("0005412377");
        assertThat(row.get("name").asText()).isEqualTo("Kasun Silva");
        assertThat(row.get("time").asText()).isEqualTo("2026-03-01T12:00:00+05:30");
        assertThat(row.get("serialNo").asLong()).isEqualTo(1);
        assertThat(row.has("attendanceStatus")).isFalse();
    }

    @Test
    void rows_haveTheShapeOfTheProfile() throws Exception {
        device.exception(1024);
        device.punch("2001", 75);
        use(FirmwareProfile.K1A340FWX);
        assertThat(page(FIRST + ALL).at("/InfoList/0").get("remoteHostAddr").asText())
                .isEqualTo("0.0.0.0");
        assertThat(page(FIRST + ALL).at("/InfoList/0").get("employeeNoString").asText())
                .isEmpty();
        use(FirmwareProfile.K1T8003MF);
        JsonNode row =
                page("\"searchResultPosition\":1,\"maxResults\":1," + ALL).at("/InfoList/0");
        assertThat(row.fieldNames())
                .toIterable()
                .containsExactly(
                        "major",
                        "minor",
                        "time",
                        "employeeNoString",
                        "serialNo",
                        "userType",
                        "attendanceStatus",
                        "statusValue");
    }

    @Test
    void filters_restrictTheAnswer() throws Exception {
        device.exception(1024);
        device.punch("00012", 75);
        device.punch("2001", 75);
        device.door(21);
        assertThat(serials(page(FIRST + "\"major\":5,\"minor\":0"))).containsExactly(2L, 3L, 4L);
        assertThat(serials(page(FIRST + "\"major\":5,\"minor\":21"))).containsExactly(4L);
        assertThat(serials(page(FIRST + ALL + ",\"employeeNoString\":\"00012\"")))
                .containsExactly(2L);
        assertThat(serials(page(FIRST + ALL + ",\"employeeNoString\":\"12\""))).isEmpty();
        assertThat(serials(page(FIRST + ALL + ",\"name\":\"Иван Соколов\""))).containsExactly(3L);
    }

    @Test
    void serialWindow_isInclusiveAndNeedsBothEnds() throws Exception {
        device.seed(1, 10);
        assertThat(serials(page(FIRST + ALL + ",\"beginSerialNo\":4,\"endSerialNo\":6")))
                .containsExactlyInAnyOrder(4L, 5L, 6L);
        assertThat(serials(page(FIRST + ALL + ",\"beginSerialNo\":9,\"endSerialNo\":3000000000")))
                .containsExactlyInAnyOrder(9L, 10L);
        assertRefused(client.search(FIRST + ALL + ",\"beginSerialNo\":4"), "badJsonContent", "endSerialNo");
        assertRefused(
                client.search(FIRST + ALL + ",\"beginSerialNo\":4,\"endSerialNo\":4294967295"),
                "badJsonContent",
                "endSerialNo");
    }

    @Test
    void serialWindow_isIgnoredWhereTheFirmwareDoesNotKnowIt() throws Exception {
        use(FirmwareProfile.K1T8003MF);
        device.seed(1, 5);
        assertThat(serials(page("\"searchResultPosition\":0,\"maxResults\":10," + ALL
                        + ",\"beginSerialNo\":4,\"endSerialNo\":4")))
                .hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00+05:30, 2026-03-01T12:00:00+05:30, OK",
        "2026-03-01T06:30:00Z, 2026-03-01T06:30:00Z, OK",
        "2026-03-01T12:00:01+05:30, 2037-12-31T23:59:59+05:30, NO MATCH",
        "2000-01-01T00:00:00+05:30, 2026-03-01T11:59:59+05:30, NO MATCH",
        "2026-03-01T12:00:00, 2026-03-01T13:00:00, OK"
    })
    void timeWindow_isInclusive(String start, String end, String status) throws Exception {
        device.punch("1", 75);
        assertThat(page(FIRST + ALL + window(start, end))
                        .get("responseStatusStrg")
                        .asText())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T06:30:00Z",
        "2026-03-01 12:00:00+05:30",
        "2026-03-01T12:00:00.5+05:30",
        "2026-03-01T12:00:00"
    })
    void strictFirmware_refusesOtherSpellingsOfTime(String start) throws Exception {
        use(FirmwareProfile.GENERIC.toBuilder("strict").strictTimes(true).build());
        assertRefused(
                client.search(FIRST + ALL + window(start, "2037-12-31T23:59:59+05:30")), "badJsonContent", "startTime");
        assertThat(client.search(FIRST + ALL + window("2026-03-01T12:00:00+05:30", "2037-12-31T23:59:59+05:30"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void foreignOffset_findsNothingWhereTheProfileSaysSo() throws Exception {
        device.punch("1", 75);
        use(FirmwareProfile.GENERIC.toBuilder("foreign")
                .foreignOffset(FirmwareProfile.ForeignOffset.NO_MATCH)
                .build());
        String own = window("2026-03-01T00:00:00+05:30", "2026-03-02T00:00:00+05:30");
        String foreign = window("2026-02-28T18:30:00+00:00", "2026-03-01T18:30:00+00:00");
        assertThat(serials(page(FIRST + ALL + own))).hasSize(1);
        assertThat(page(FIRST + ALL + foreign).get("responseStatusStrg").asText())
                .isEqualTo("NO MATCH");
    }

    @Test
    void changeOfZone_reprintsOldEventsOnlyWhereTheProfileSaysSo() throws Exception {
        device.punch("1", 75);
        device.setZone(ZoneId.of("UTC"));
        assertThat(page(FIRST + ALL).at("/InfoList/0/time").asText()).isEqualTo("2026-03-01T12:00:00+05:30");
        use(FirmwareProfile.GENERIC.toBuilder("reprinting")
                .reprintsInCurrentZone(true)
                .build());
        assertThat(page(FIRST + ALL).at("/InfoList/0/time").asText()).isEqualTo("2026-03-01T06:30:00+00:00");
    }

    @Test
    void emptyAnswer_hasThreeShapes() throws Exception {
        assertThat(fields(page(FIRST + ALL)))
                .containsExactly("searchID", "totalMatches", "responseStatusStrg", "numOfMatches", "InfoList");
        use(FirmwareProfile.K1T8003MF);
        assertThat(fields(page("\"searchResultPosition\":0,\"maxResults\":10," + ALL)))
                .containsExactly("searchID", "responseStatusStrg", "numOfMatches", "totalMatches");
        use(FirmwareProfile.GENERIC.toBuilder("bare")
                .emptyAnswer(FirmwareProfile.EmptyAnswer.BARE)
                .build());
        assertThat(fields(page(FIRST + ALL))).containsExactly("responseStatusStrg", "totalMatches");
    }

    @Test
    void missingNodes_areNamed() throws Exception {
        assertRefused(client.search(FIRST + "\"minor\":0"), "MessageParametersLack", "major");
        assertRefused(client.search(FIRST + "\"major\":0"), "MessageParametersLack", "minor");
        assertRefused(client.search("\"searchResultPosition\":0," + ALL), "MessageParametersLack", "maxResults");
        assertRefused(client.post(DigestClient.SEARCH, "{\"Other\":{}}"), "MessageParametersLack", "AcsEventCond");
    }

    @Test
    void badValues_areNamed() throws Exception {
        assertRefused(
                client.post(DigestClient.SEARCH, "{\"AcsEventCond\":{\"searchID\":7," + FIRST + ALL + "}}"),
                "badParameters",
                "searchID");
        assertRefused(client.search(FIRST + "\"major\":4,\"minor\":0"), "badParameters", "major");
        assertRefused(
                client.search("\"searchResultPosition\":150001,\"maxResults\":30," + ALL),
                "badParameters",
                "searchResultPosition");
        use(FirmwareProfile.K1T8003MF);
        assertRefused(
                client.search("\"searchResultPosition\":0,\"maxResults\":11," + ALL), "badParameters", "maxResults");
        use(FirmwareProfile.GENERIC.toBuilder("no zero")
                .majorZeroAccepted(false)
                .build());
        assertRefused(client.search(FIRST + ALL), "badParameters", "major");
    }

    @Test
    void xmlBody_isBadJsonFormat() throws Exception {
        assertRefused(client.post(DigestClient.SEARCH, "<AcsEventCond/>"), "badJsonFormat", "badJsonFormat");
        assertRefused(client.post(DigestClient.SEARCH, ""), "badJsonFormat", "badJsonFormat");
    }

    @Test
    void totalNum_countsUnderItsOwnRoot() throws Exception {
        String target = "/ISAPI/AccessControl/AcsEventTotalNum?format=json";
        device.exception(1024);
        device.punch("1", 75);
        HttpResponse<String> all = client.post(target, "{\"AcsEventTotalNumCond\":{" + ALL + "}}");
        assertThat(CJson.parse(all.body())
                        .orElseThrow()
                        .at("/AcsEventTotalNum/totalNum")
                        .asInt())
                .isEqualTo(2);
        assertRefused(
                client.post(target, "{\"AcsEventCond\":{" + ALL + "}}"),
                "MessageParametersLack",
                "AcsEventTotalNumCond");
        use(FirmwareProfile.K1T8003MF);
        HttpResponse<String> unknown = client.post(target, "{\"AcsEventTotalNumCond\":{" + ALL + "}}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("notSupport");
    }

    @Test
    void eventWithoutSerial_isPrintedWithoutOneAndOddTimesAsTheyAre() throws Exception {
        device.log(
                SimulatedEvent.of(5, 75).withSerialNo(SimulatedEvent.NO_SERIAL).printedAs("2026-03-01 12:00"));
        JsonNode row = page(FIRST + ALL).at("/InfoList/0");
        assertThat(row.has("serialNo")).isFalse();
        assertThat(row.get("time").asText()).isEqualTo("2026-03-01 12:00");
    }

    private void use(FirmwareProfile profile) throws Exception {
        if (simulator != null) {
            simulator.close();
        }
        simulator = DeviceSimulator.builder().device(device).profile(profile).start();
        client = DigestClient.of(simulator);
    }

    private ObjectNode page(String condition) throws Exception {
        HttpResponse<String> response = client.search(condition);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return (ObjectNode) CJson.parse(response.body()).orElseThrow().get("AcsEvent");
    }

    private static String window(String start, String end) {
        return ",\"startTime\":\"" + start + "\",\"endTime\":\"" + end + "\"";
    }

    private static List<Long> serials(ObjectNode page) {
        List<Long> serials = new ArrayList<>();
        page.path("InfoList").forEach(row -> serials.add(row.get("serialNo").asLong()));
        return serials;
    }

    private static List<String> fields(ObjectNode page) {
        List<String> names = new ArrayList<>();
        page.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void assertRefused(HttpResponse<String> response, String subStatus, String message) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        ObjectNode body = CJson.parse(response.body()).orElseThrow();
        assertThat(body.get("subStatusCode").asText()).isEqualTo(subStatus);
        assertThat(body.get("errorMsg").asText()).isEqualTo(message);
    }
}
