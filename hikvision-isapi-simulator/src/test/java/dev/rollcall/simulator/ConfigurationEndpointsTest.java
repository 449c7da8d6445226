package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationEndpointsTest {
    private static final String STORAGE = "/ISAPI/AccessControl/AcsEvent/StorageCfg?format=json";

    private final SimulatedDevice device = SimulatedDevice.builder()
            .identityOf(FirmwareProfile.K1A340FWX)
            .shortSerial("J00000001")
            .zone(ZoneId.of("Europe/Riga"))
            .clock(SteppedClock.at("2026-07-13T16:14:08Z"))
            .build();
    private DeviceSimulator simulator;
    private DigestClient client;

    @BeforeEach
    void start() throws Exception {
        simulator = DeviceSimulator.builder()
                .device(device)
                .profile(FirmwareProfile.K1A340FWX)
                .start();
        client = DigestClient.of(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "System/capabilities, <isSupportAccessControlCap>true</isSupportAccessControlCap>",
        "System/time/capabilities, 'opt=\"NTP,manual\"'",
        "System/time/ntpServers, <portNo>123</portNo>",
        "Security/capabilities, 'opt=\"MD5,SHA256,MD5/SHA256\"'",
        "Security/illegalLoginLock, <maxIllegalLoginTimes>5</maxIllegalLoginTimes>",
        "Security/illegalLoginLock, <maxIllegalLoginLockTime>1800</maxIllegalLoginLockTime>",
        "Security/users, <userLevel>Administrator</userLevel>",
        "Security/adminAccesses, <protocol>DEV_MANAGE</protocol>",
        "Security/onlineUser, <loginTime>2026-07-13 19:14:08</loginTime>",
        "AccessControl/capabilities, <isSupportAcsEvent>true</isSupportAcsEvent>",
        "Event/notification/subscribeEventCap, 'max=\"30\"'"
    })
    void document_canBeRead(String path, String part) throws Exception {
        HttpResponse<String> answer = client.get("/ISAPI/" + path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("<?xml ").contains(part);
        assertThat(client.put("/ISAPI/AccessControl/capabilities", "").body()).contains("methodNotAllowed");
    }

    @Test
    void securityCapabilities_sayOneElementTwice() throws Exception {
        assertThat(client.get("/ISAPI/Security/capabilities").body().split("<isSupportSecurityEmail>", -1))
                .hasSize(3);
    }

    @Test
    void systemCapabilities_claimMoreUsersThanThereCanBe() throws Exception {
        assertThat(client.get("/ISAPI/System/capabilities").body()).contains("<supportUserNums>32<");
        assertThat(client.get("/ISAPI/Security/capabilities").body()).contains("<supportUserNums>1<");
    }

    @Test
    void systemStatus_isNotSupportedByATerminal() throws Exception {
        HttpResponse<String> answer = client.get("/ISAPI/System/status");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<subStatusCode>notSupport</subStatusCode>");
    }

    @Test
    void putTime_movesTheClock() throws Exception {
        String answer = client.put(
                        "/ISAPI/System/time",
                        "<Time><timeMode>manual</timeMode><localTime>2026-07-13T20:00:00+03:00</localTime>"
                                + "<timeZone>CST-3:00:00</timeZone></Time>")
                .body();
        assertThat(answer).contains("<statusString>OK</statusString>");
        assertThat(device.now()).isEqualTo(OffsetDateTime.parse("2026-07-13T20:00:00+03:00"));
        assertThat(device.zone()).isEqualTo(ZoneId.of("Europe/Riga"));
        assertThat(DigestClient.of(simulator).get("/ISAPI/System/time").body())
                .contains("<timeMode>manual</timeMode>", "<localTime>2026-07-13T20:00:00+03:00</localTime>");
    }

    @Test
    void putTime_movesTheZone() throws Exception {
        client.put(
                "/ISAPI/System/time",
                "<Time><timeMode>manual</timeMode><localTime>2026-07-13T20:00:00</localTime>"
                        + "<timeZone>CST-8:00:00</timeZone></Time>");
        assertThat(device.now()).isEqualTo(OffsetDateTime.parse("2026-07-13T20:00:00+08:00"));
        assertThat(DigestClient.of(simulator).get("/ISAPI/System/time").body())
                .contains("<timeZone>CST-8:00:00</timeZone>");
    }

    @ParameterizedTest
    @CsvSource({
        "<Time><timeMode>manual</timeMode></Time>, localTime",
        "<Time><timeMode>never</timeMode></Time>, timeMode",
        "<Time><localTime>yesterday</localTime></Time>, localTime",
        "<Time><timeZone>Riga</timeZone></Time>, timeZone",
        "{}, badXmlFormat",
    })
    void putTime_refusesByTheNameOfTheElement(String body, String named) throws Exception {
        OffsetDateTime before = device.now();
        HttpResponse<String> answer = client.put("/ISAPI/System/time", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<errorMsg>" + named + "</errorMsg>");
        assertThat(device.now()).isEqualTo(before);
    }

    @Test
    void ntpServer_isKept() throws Exception {
        String server = "<NTPServer xmlns=\"http://www.isapi.org/ver20/XMLSchema\"><id>1</id>"
                + "<addressingFormatType>ipaddress</addressingFormatType><ipAddress>192.0.2.1</ipAddress>"
                + "<portNo>123</portNo><synchronizeInterval>30</synchronizeInterval></NTPServer>";
        assertThat(client.put("/ISAPI/System/time/ntpServers/1", server).statusCode())
                .isEqualTo(200);
        assertThat(client.get("/ISAPI/System/time/ntpServers").body())
                .contains("<ipAddress>192.0.2.1</ipAddress>", "<synchronizeInterval>30</synchronizeInterval>");
        assertThat(client.put("/ISAPI/System/time/ntpServers/1", "<NTPServer><id>1</id></NTPServer>")
                        .body())
                .contains("<errorMsg>addressingFormatType</errorMsg>");
    }

    @ParameterizedTest
    @CsvSource({
        "AccessControl/AcsCfg, AcsCfg, voicePrompt, true, false",
        "AccessControl/EventOptimizationCfg, EventOptimizationCfg, enable, true, false",
        "AccessControl/Configuration/attendanceMode, AttendanceMode, mode, '\"disable\"', '\"manual\"'",
        "AccessControl/keyCfg/6/attendance, Attendance, attendanceStatus, '\"overtimeOut\"', '\"checkOut\"'",
        "AccessControl/Attendance/weekPlan/3, AttendanceWeekPlan, enable, false, true",
        "AccessControl/Attendance/planTemplate/2, AttendancePlanTemplate, property, '\"break\"', '\"check\"'",
        "AccessControl/UserRightWeekPlanCfg/1, UserRightWeekPlanCfg, enable, true, false",
        "AccessControl/UserRightPlanTemplate/128, UserRightPlanTemplate, weekPlanNo, 128, 1",
        "AccessControl/CardReaderCfg/1, CardReaderCfg, enable, true, false"
    })
    void jsonConfiguration_isReadBack(String path, String root, String field, String before, String after)
            throws Exception {
        String target = "/ISAPI/" + path + "?format=json";
        assertThat(json(client.get(target)).at("/" + root + "/" + field)).hasToString(before);
        String body = "{\"" + root + "\":{\"" + field + "\":" + after + ",\"unheardOf\":1}}";
        assertThat(json(client.put(target, body)).path("statusString").asText()).isEqualTo("OK");
        JsonNode read = json(client.get(target)).path(root);
        assertThat(read.path(field)).hasToString(after);
        assertThat(read.has("unheardOf")).isFalse();
        assertThat(json(client.put(target, "{\"Other\":{}}")).path("errorMsg").asText())
                .isEqualTo(root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keyCfg/7/attendance",
                "keyCfg/0/attendance",
                "keyCfg/x/attendance",
                "keyCfg/1/other",
                "Attendance/weekPlan/4",
                "Attendance/planTemplate/4",
                "UserRightWeekPlanCfg/129"
            })
    void numberTheDeviceDoesNotHave_is404(String path) throws Exception {
        assertThat(client.get("/ISAPI/AccessControl/" + path + "?format=json").statusCode())
                .isEqualTo(404);
    }

    @Test
    void wrongType_isBadJsonContentByName() throws Exception {
        assertThat(json(client.put("/ISAPI/AccessControl/AcsCfg?format=json", "{\"AcsCfg\":{\"voicePrompt\":\"yes\"}}"))
                        .path("errorMsg")
                        .asText())
                .isEqualTo("voicePrompt");
        assertThat(json(client.put(
                                "/ISAPI/AccessControl/Configuration/attendanceMode?format=json",
                                "{\"AttendanceMode\":{\"mode\":\"sometimes\"}}"))
                        .path("errorMsg")
                        .asText())
                .isEqualTo("mode");
    }

    @Test
    void attendanceKeys_areListed() throws Exception {
        JsonNode list = json(client.get("/ISAPI/AccessControl/keyCfg/attendance?format=json"))
                .path("AttendanceList");
        assertThat(list).hasSize(6);
        assertThat(list.at("/4/attendanceStatus").asText()).isEqualTo("overtimeIn");
        assertThat(json(client.get("/ISAPI/AccessControl/Attendance/planTemplate?format=json"))
                        .at("/AttendancePlanTemplateList/2/property")
                        .asText())
                .isEqualTo("overtime");
    }

    @Test
    void storage_reallyDeletes() throws Exception {
        device.door(21);
        assertThat(json(client.get(STORAGE)).at("/EventStorageCfg/mode").asText())
                .isEqualTo("cycle");
        client.put(STORAGE, "{\"EventStorageCfg\":{\"mode\":\"time\",\"checkTime\":\"2026-07-14T00:00:00+03:00\"}}");
        assertThat(json(client.get(STORAGE)).at("/EventStorageCfg/checkTime").asText())
                .isEqualTo("2026-07-14T00:00:00+03:00");
        assertThat(device.events()).isEmpty();
        assertThat(json(client.put(STORAGE, "{\"EventStorageCfg\":{\"mode\":\"regular\",\"period\":9}}"))
                        .path("errorMsg")
                        .asText())
                .isEqualTo("period");
        assertThat(json(client.put(STORAGE, "{\"EventStorageCfg\":{\"mode\":\"weekly\"}}"))
                        .path("errorMsg")
                        .asText())
                .isEqualTo("mode");
    }

    @Test
    void storage_isOneThingForTheProfileTheMemoryAndTheEndpoint() throws Exception {
        FirmwareProfile daily = FirmwareProfile.GENERIC.toBuilder("daily")
                .with(StorageTraits.MODE, StorageTraits.Mode.REGULAR)
                .with(StorageTraits.PERIOD, Duration.ofHours(2))
                .build();
        simulator.replaceDevice(device, daily);
        client = DigestClient.of(simulator);
        assertThat(storage()).isEqualTo("{\"mode\":\"regular\",\"period\":7200}");
        device.door(21);
        device.advance(Duration.ofHours(5));
        assertThat(device.events()).as("the profile's mode deletes").isEmpty();

        store("{\"mode\":\"cycle\"}");
        assertThat(device.memory().policy()).isEqualTo(StoragePolicy.cycle());
        device.door(22);
        device.advance(Duration.ofHours(5));
        assertThat(device.events()).as("the set mode keeps").hasSize(1);
        store("{\"mode\":\"regular\",\"period\":60}");
        assertThat(device.memory().policy()).isEqualTo(StoragePolicy.regular(Duration.ofMinutes(1)));
        device.advance(Duration.ofMinutes(2));
        assertThat(device.events()).isEmpty();

        device.memory().keep(StoragePolicy.before(device.instant()));
        assertThat(storage()).startsWith("{\"mode\":\"time\",\"checkTime\":\"");
    }

    @Test
    void storage_staysAsSetOverARestartAndAnUpgradeButNotAFactoryReset() throws Exception {
        FirmwareProfile daily = FirmwareProfile.GENERIC.toBuilder("daily")
                .with(StorageTraits.MODE, StorageTraits.Mode.REGULAR)
                .build();
        client.put(STORAGE, "{\"EventStorageCfg\":{\"mode\":\"regular\",\"period\":60}}");
        simulator.upgrade(daily);
        assertThat(device.memory().policy()).isEqualTo(StoragePolicy.regular(Duration.ofMinutes(1)));
        device.factoryReset();
        assertThat(device.memory().policy()).isEqualTo(StoragePolicy.regular(Duration.ofDays(1)));
        assertThat(SimulatedDevice.builder().identityOf(daily).build().memory().policy())
                .isEqualTo(StoragePolicy.regular(Duration.ofDays(1)));
    }

    private void store(String document) throws Exception {
        client.challenge();
        assertThat(client.put(STORAGE, "{\"EventStorageCfg\":" + document + "}").statusCode())
                .isEqualTo(200);
    }

    private String storage() throws Exception {
        client.challenge();
        return json(client.get(STORAGE)).get("EventStorageCfg").toString();
    }

    @Test
    void picture_needsAuthorization() throws Exception {
        String picture = "/LOCALS/pic/acsLinkCap/202607_00/13_191408_30075_0.jpeg@WEB000000000011";
        assertThat(client.send("GET", picture, "", null).statusCode()).isEqualTo(401);
        HttpResponse<String> answer = client.get(picture);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(client.get("/LOCALS/pic/acsLinkCap/none").statusCode()).isEqualTo(404);
    }

    @Test
    void configuration_survivesARestartButNotAFactoryReset() throws Exception {
        String target = "/ISAPI/AccessControl/AcsCfg?format=json";
        client.put(target, "{\"AcsCfg\":{\"voicePrompt\":false}}");
        simulator.close();
        simulator.start();
        assertThat(json(DigestClient.of(simulator).get(target))
                        .at("/AcsCfg/voicePrompt")
                        .asBoolean())
                .isFalse();
        device.factoryReset();
        assertThat(json(DigestClient.of(simulator).get(target))
                        .at("/AcsCfg/voicePrompt")
                        .asBoolean())
                .isTrue();
    }

    static JsonNode json(HttpResponse<String> response) {
        return CJson.parse(response.body()).orElseThrow(() -> new AssertionError("no JSON: " + response.body()));
    }
}
