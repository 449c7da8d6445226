package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTraitsTest {
    private static final String ALL = "\"searchResultPosition\":0,\"maxResults\":30,\"major\":0,\"minor\":0";

    private final SimulatedDevice device = SimulatedDevice.builder()
            .clock(SteppedClock.at("2026-03-01T06:30:00Z"))
            .zone(ZoneId.of("Asia/Colombo"))
            .people(DayMix.staff())
            .build();
    private DeviceSimulator simulator;
    private DigestClient client;

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void search_isNotSupportedByKv9503() throws Exception {
        use(FirmwareProfile.KV9503);
        HttpResponse<String> response = client.search(ALL);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("\"subStatusCode\":\t\"notSupport\"");
    }

    @ParameterizedTest
    @CsvSource({"GENERIC, 400", "K1T341AM, 400", "K1A340FWX, 404"})
    void get_isNotAllowed(String profile, int status) throws Exception {
        use(FirmwareProfile.named(profile).orElseThrow());
        HttpResponse<String> response = client.get(DigestClient.SEARCH);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("methodNotAllowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"K1T320MFWX", "K1T341AM", "K1T341BM", "K1T8003MF"})
    void xmlBody_isBadJsonFormat(String profile) throws Exception {
        use(FirmwareProfile.named(profile).orElseThrow());
        HttpResponse<String> response = client.post(DigestClient.SEARCH, "<AcsEventCond/>");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("badJsonFormat");
    }

    @Test
    void majorZero_isRefusedWhereTheFirmwareKnowsNoAll() throws Exception {
        use(with(SearchTraits.MAJOR_ZERO_ACCEPTED, false));
        assertRefused(ALL, "badParameters", "major");
        assertThat(page(ALL.replace("\"major\":0", "\"major\":5"))
                        .get("numOfMatches")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"major", "minor"})
    void majorAndMinor_areNeededOnK1T341bm(String name) throws Exception {
        use(FirmwareProfile.K1T341BM);
        assertRefused(ALL.replace("\"" + name + "\":0", "\"x\":0"), "MessageParametersLack", name);
    }

    @Test
    void moreThanTenRows_areRefusedByK1T8003mf() throws Exception {
        use(FirmwareProfile.K1T8003MF);
        assertRefused(ALL.replace("30", "11"), "badParameters", "maxResults");
    }

    @Test
    void moreThanThirtyRows_areClippedByK1T341am() throws Exception {
        device.seed(3, 40);
        use(FirmwareProfile.K1T341AM);
        assertThat(page(ALL.replace("30", "100")).get("InfoList")).hasSize(30);
    }

    @Test
    void searchId_mustBeText() throws Exception {
        use(FirmwareProfile.K1T8003MF);
        HttpResponse<String> response =
                client.post(DigestClient.SEARCH, "{\"AcsEventCond\":{\"searchID\":7," + ALL + "}}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("badParameters", "\"errorMsg\":\t\"searchID\"");
    }

    @Test
    void missingWindow_isRefusedOnlyWhereTheFirmwareNeedsOne() throws Exception {
        use(with(SearchTraits.WINDOW_REQUIRED, true));
        assertRefused(ALL, "MessageParametersLack", "startTime");
        use(FirmwareProfile.K1T8003MF);
        assertThat(client.search(ALL.replace("30", "10")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "ZULU, 2026-03-01T06:30:00Z",
        "FRACTION, 2026-03-01T06:30:00.5+05:30",
        "SPACE, 2026-03-01 06:30:00+05:30",
        "NO_OFFSET, 2026-03-01T06:30:00"
    })
    void timeForm_isRefusedWhereTheFirmwareDoes(SearchTraits.TimeForm form, String time) throws Exception {
        use(with(SearchTraits.REFUSED_TIMES, Set.of(form)));
        assertRefused(ALL + ",\"startTime\":\"" + time + "\"", "badJsonContent", "startTime");
        assertThat(client.search(ALL + ",\"endTime\":\"2026-03-01T06:30:00+05:30\"")
                        .statusCode())
                .isEqualTo(200);
        use(FirmwareProfile.GENERIC);
        assertThat(client.search(ALL + ",\"startTime\":\"" + time + "\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void serialWindow_needsBothEndsAndAtMostThreeBillion() throws Exception {
        use(FirmwareProfile.K1T342EFWX);
        assertRefused(ALL + ",\"beginSerialNo\":1", "badJsonContent", "endSerialNo");
        assertRefused(ALL + ",\"beginSerialNo\":1,\"endSerialNo\":4294967295", "badJsonContent", "endSerialNo");
        String whole = ALL + ",\"beginSerialNo\":2,\"endSerialNo\":3000000000";
        device.seed(3, 5);
        assertThat(serials(page(whole))).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
        assertThat(client.search(whole).body()).isEqualTo(client.search(whole).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO MATCHES", "NO MORE MATCHES"})
    void noMatch_isSpeltInOtherWays(String text) throws Exception {
        use(with(SearchTraits.NO_MATCH_TEXT, text));
        assertThat(page(ALL).get("responseStatusStrg").asText()).isEqualTo(text);
    }

    @Test
    void emptyAnswer_isBareOnK1T320mfwx() throws Exception {
        use(FirmwareProfile.K1T320MFWX);
        assertThat(page(ALL).fieldNames()).toIterable().containsExactly("responseStatusStrg", "totalMatches");
    }

    @Test
    void total_isMissingOrZero() throws Exception {
        device.seed(3, 5);
        use(with(SearchTraits.TOTAL, SearchTraits.Total.MISSING));
        assertThat(page(ALL).has("totalMatches")).isFalse();
        use(with(SearchTraits.TOTAL, SearchTraits.Total.ZERO));
        assertThat(page(ALL).get("totalMatches").asInt()).isZero();
        assertThat(page(ALL).get("InfoList")).hasSize(5);
    }

    @Test
    void keys_comeInTheOrderOfTheFirmware() throws Exception {
        use(FirmwareProfile.K1T342MWX);
        assertThat(page(ALL).fieldNames()).toIterable().startsWith("searchID", "totalMatches", "responseStatusStrg");
        use(FirmwareProfile.K1A340FWX);
        assertThat(page(ALL).fieldNames()).toIterable().startsWith("searchID", "responseStatusStrg", "numOfMatches");
    }

    @Test
    void rows_comeAsLoggedOrMixedWithinTheirPage() throws Exception {
        device.seed(3, 40);
        use(with(SearchTraits.ROW_ORDER, SearchTraits.RowOrder.AS_LOGGED));
        assertThat(serials(page(ALL)))
                .isEqualTo(LongStream.rangeClosed(1, 30).boxed().toList());
        use(FirmwareProfile.GENERIC);
        List<Long> byTime = serials(page(ALL));
        use(with(SearchTraits.ROW_ORDER, SearchTraits.RowOrder.MIXED_WITHIN_PAGE));
        assertThat(serials(page(ALL))).isNotEqualTo(byTime).containsExactlyInAnyOrderElementsOf(byTime);
    }

    @Test
    void filters_areIgnoredByOldFirmware() throws Exception {
        device.punch("00012", 75);
        device.punch("2001", 75);
        String one = ALL + ",\"employeeNoString\":\"2001\"";
        use(FirmwareProfile.GENERIC);
        assertThat(page(one).get("InfoList")).hasSize(1);
        use(with(SearchTraits.FILTERS_HONOURED, false));
        assertThat(page(one).get("InfoList")).hasSize(2);
    }

    @Test
    void employee_isANumberOnOldFirmware() throws Exception {
        device.punch("00012", 75);
        use(with(SearchTraits.NUMERIC_EMPLOYEE, true));
        JsonNode row = page(ALL).get("InfoList").get(0);
        assertThat(row.get("employeeNo").isInt()).isTrue();
        assertThat(row.get("employeeNo").asInt()).isEqualTo(12);
        assertThat(row.has("employeeNoString")).isFalse();
    }

    @Test
    void cardNumber_mayExceed63Bits() throws Exception {
        device.punch("2002", 1);
        use(FirmwareProfile.GENERIC);
        assertThat(page(ALL).get("InfoList").get(0).get("cardNo").asText()).isEqualTo("18446744073709551895");
    }

    @Test
    void timeLabel_liesOrIsLeftOut() throws Exception {
        device.door(21);
        use(with(SearchTraits.TIME_LABEL, SearchTraits.TimeLabel.ZERO_OFFSET_LOCAL_DIGITS));
        assertThat(page(ALL).get("InfoList").get(0).get("time").asText()).isEqualTo("2026-03-01T12:00:00+00:00");
        use(with(SearchTraits.TIME_LABEL, SearchTraits.TimeLabel.NONE));
        assertThat(page(ALL).get("InfoList").get(0).get("time").asText()).isEqualTo("2026-03-01T12:00:00");
    }

    @Test
    void window_underAForeignOffsetFindsNothingOnSomeFirmware() throws Exception {
        device.door(21);
        String window = ALL + ",\"startTime\":\"2026-03-01T00:00:00+00:00\",\"endTime\":\"2026-03-02T00:00:00+00:00\"";
        use(FirmwareProfile.GENERIC);
        assertThat(page(window).get("InfoList")).hasSize(1);
        use(with(SearchTraits.FOREIGN_OFFSET, FirmwareProfile.ForeignOffset.NO_MATCH));
        assertThat(page(window).get("responseStatusStrg").asText()).isEqualTo("NO MATCH");
    }

    @Test
    void factoryZone_isPlusEightOnK1A8503mf() {
        simulator = DeviceSimulator.builder().profile(FirmwareProfile.K1A8503MF).build();
        assertThat(simulator.device().zone()).isEqualTo(ZoneId.of("+08:00"));
    }

    @Test
    void searchId_isForgottenAfterItsTime() throws Exception {
        device.seed(3, 40);
        use(FirmwareProfile.GENERIC.toBuilder("forgetful")
                .with(SearchTraits.SEARCH_LIFE, Duration.ofSeconds(60))
                .with(SearchTraits.FORGOTTEN_SEARCH, SearchTraits.ForgottenSearch.NO_MATCH)
                .build());
        String later = ALL.replace("Position\":0", "Position\":30");
        page(ALL);
        device.advance(Duration.ofSeconds(60));
        client.challenge();
        assertThat(page(later).get("InfoList")).hasSize(10);
        device.advance(Duration.ofSeconds(61));
        client.challenge();
        assertThat(page(later).get("responseStatusStrg").asText()).isEqualTo("NO MATCH");
    }

    @Test
    void searchId_isForgottenWhenAnotherSearchBegins() throws Exception {
        device.seed(3, 40);
        use(FirmwareProfile.GENERIC.toBuilder("one at a time")
                .with(SearchTraits.SEARCHES_KEPT, 1)
                .with(SearchTraits.FORGOTTEN_SEARCH, SearchTraits.ForgottenSearch.REFUSED)
                .build());
        page(ALL);
        client.post(DigestClient.SEARCH, "{\"AcsEventCond\":{\"searchID\":\"other\"," + ALL + "}}");
        assertRefused(ALL.replace("Position\":0", "Position\":30"), "badParameters", "searchID");
    }

    private static <T> FirmwareProfile with(Trait<T> trait, T value) {
        return FirmwareProfile.GENERIC.toBuilder(trait.name())
                .with(trait, value)
                .build();
    }

    private void assertRefused(String condition, String code, String node) throws Exception {
        HttpResponse<String> response = client.search(condition);
        assertThat(response.statusCode()).isEqualTo(400);
        ObjectNode body = CJson.parse(response.body()).orElseThrow();
        assertThat(body.get("subStatusCode").asText()).isEqualTo(code);
        assertThat(body.get("errorMsg").asText()).isEqualTo(node);
    }

    private JsonNode page(String condition) throws Exception {
        return CJson.parse(client.search(condition).body()).orElseThrow().get("AcsEvent");
    }

    private static List<Long> serials(JsonNode page) {
        List<Long> serials = new ArrayList<>();
        page.get("InfoList").forEach(row -> serials.add(row.get("serialNo").asLong()));
        return serials;
    }

    private void use(FirmwareProfile profile) throws Exception {
        if (simulator != null) {
            simulator.close();
        }
        simulator = DeviceSimulator.builder().device(device).profile(profile).start();
        client = DigestClient.of(simulator);
    }
}
