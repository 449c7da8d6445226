package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeopleEndpointsTest {
    private static final String USERS = "/ISAPI/AccessControl/UserInfo/Search?format=json";
    private static final String CARDS = "/ISAPI/AccessControl/CardInfo/Search?format=json";

    private DeviceSimulator simulator;

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void users_comePageByPage() throws Exception {
        DigestClient client = start(FirmwareProfile.GENERIC);
        JsonNode first = search(client, USERS, "UserInfoSearchCond", 0, 2).path("UserInfoSearch");
        assertThat(first.path("responseStatusStrg").asText()).isEqualTo("MORE");
        assertThat(first.path("totalMatches").asInt()).isEqualTo(3);
        assertThat(first.path("UserInfo").findValuesAsText("employeeNo")).containsExactly("00012", "2");
        assertThat(first.at("/UserInfo/0/numOfCard").asInt()).isEqualTo(2);
        assertThat(first.at("/UserInfo/0/numOfFP").asInt()).isEqualTo(2);
        assertThat(first.at("/UserInfo/0/numOfFace").asInt()).isEqualTo(1);
        JsonNode last = search(client, USERS, "UserInfoSearchCond", 2, 2).path("UserInfoSearch");
        assertThat(last.path("responseStatusStrg").asText()).isEqualTo("OK");
        assertThat(last.path("UserInfo").findValuesAsText("employeeNo")).containsExactly("3");
    }

    @Test
    void search_canBeForSomeEmployees() throws Exception {
        DigestClient client = start(FirmwareProfile.GENERIC);
        JsonNode cards = ConfigurationEndpointsTest.json(client.post(
                CARDS,
                "{\"CardInfoSearchCond\":{\"searchID\":\"1\",\"searchResultPosition\":0,\"maxResults\":2000,"
                        + "\"EmployeeNoList\":[{\"employeeNo\":\"00012\"}]}}"));
        assertThat(cards.at("/CardInfoSearch/CardInfo").findValuesAsText("cardNo"))
                .containsExactly("18446744073709551895", "tmp001");
    }

    @Test
    void emptyCardSearch_hasNoList() throws Exception {
        DigestClient client = start(FirmwareProfile.K1A340FWX);
        JsonNode cards = search(client, CARDS, "CardInfoSearchCond", 9, 30).path("CardInfoSearch");
        assertThat(cards.path("responseStatusStrg").asText()).isEqualTo("NO MATCH");
        assertThat(cards.path("numOfMatches").asInt()).isZero();
        assertThat(cards.has("CardInfo")).isFalse();
    }

    @Test
    void counts_agreeWithTheDevice() throws Exception {
        DigestClient client = start(FirmwareProfile.GENERIC);
        JsonNode users = ConfigurationEndpointsTest.json(client.get("/ISAPI/AccessControl/UserInfo/Count?format=json"));
        assertThat(users.at("/UserInfoCount/userNumber").asInt()).isEqualTo(3);
        assertThat(users.at("/UserInfoCount/bindFaceUserNumber").asInt()).isEqualTo(1);
        assertThat(ConfigurationEndpointsTest.json(client.get("/ISAPI/AccessControl/CardInfo/Count?format=json"))
                        .at("/CardInfoCount/cardNumber")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void k1T8003mf_refusesMoreThanTenPeople() throws Exception {
        DigestClient client = start(FirmwareProfile.K1T8003MF);
        JsonNode answer = search(client, USERS, "UserInfoSearchCond", 0, 11);
        assertThat(answer.path("subStatusCode").asText()).isEqualTo("badParameters");
        assertThat(answer.path("errorMsg").asText()).isEqualTo("maxResults");
        assertThat(search(client, USERS, "UserInfoSearchCond", 0, 10)
                        .at("/UserInfoSearch/numOfMatches")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void missingCondition_isNamed() throws Exception {
        DigestClient client = start(FirmwareProfile.GENERIC);
        JsonNode answer = ConfigurationEndpointsTest.json(client.post(USERS, "{}"));
        assertThat(answer.path("subStatusCode").asText()).isEqualTo("MessageParametersLack");
        assertThat(answer.path("errorMsg").asText()).isEqualTo("UserInfoSearchCond");
        assertThat(ConfigurationEndpointsTest.json(client.post(USERS, "<UserInfoSearchCond/>"))
                        .path("subStatusCode")
                        .asText())
                .isEqualTo("badJsonFormat");
    }

    @Test
    void fingerprints_areReadByUpload() throws Exception {
        DigestClient client = start(FirmwareProfile.GENERIC);
        String target = "/ISAPI/AccessControl/FingerPrintUpload?format=json";
        JsonNode found = ConfigurationEndpointsTest.json(
                client.post(target, "{\"FingerPrintCond\":{\"searchID\":\"1\",\"employeeNo\":\"00012\"}}"));
        assertThat(found.at("/FingerPrintInfo/FingerPrintList")).hasSize(2);
        assertThat(ConfigurationEndpointsTest.json(
                                client.post(target, "{\"FingerPrintCond\":{\"searchID\":\"1\",\"employeeNo\":\"2\"}}"))
                        .at("/FingerPrintInfo/status")
                        .asText())
                .isEqualTo("NoFP");
    }

    @Test
    void faces_areFoundByEmployee() throws Exception {
        DigestClient client = start(FirmwareProfile.GENERIC);
        String body = "{\"faceLibType\":\"blackFD\",\"FDID\":\"1\",\"searchResultPosition\":0,\"maxResults\":30}";
        JsonNode found =
                ConfigurationEndpointsTest.json(client.post("/ISAPI/Intelligent/FDLib/FDSearch?format=json", body));
        assertThat(found.path("MatchList").findValuesAsText("FPID")).containsExactly("00012");
        String url = found.at("/MatchList/0/faceURL").asText();
        assertThat(client.get(url.substring(url.indexOf("/LOCALS"))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void faceSearchOnK1A340fwx_isNotSupportWithinA200() throws Exception {
        DigestClient client = start(FirmwareProfile.K1A340FWX);
        var answer = client.post("/ISAPI/Intelligent/FDLib/FDSearch?format=json", "{}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ConfigurationEndpointsTest.json(answer).path("subStatusCode").asText())
                .isEqualTo("notSupport");
    }

    private DigestClient start(FirmwareProfile profile) throws Exception {
        SimulatedDevice device = SimulatedDevice.builder()
                .people(
                        new Person(
                                "00012",
                                "Иван",
                                "18446744073709551895",
                                new Credentials(List.of("tmp001"), 2, 1, null)),
                        Person.of("2", "王小明"),
                        Person.of("3", ""))
                .build();
        simulator = DeviceSimulator.builder().device(device).profile(profile).start();
        return DigestClient.of(simulator);
    }

    private static JsonNode search(DigestClient client, String target, String root, int position, int rows)
            throws Exception {
        return ConfigurationEndpointsTest.json(client.post(
                target,
                "{\"" + root + "\":{\"searchID\":\"1\",\"searchResultPosition\":" + position + ",\"maxResults\":" + rows
                        + "}}"));
    }
}
