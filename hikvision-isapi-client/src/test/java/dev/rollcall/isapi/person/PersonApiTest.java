package dev.rollcall.isapi.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.StubDevice;
import dev.rollcall.isapi.StubDevice.Reply;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PersonApiTest {

    private static final String NOT_SUPPORTED = "{\"statusCode\":4,\"statusString\":\"Invalid Operation\","
            + "\"subStatusCode\":\"notSupport\",\"errorCode\":1073741825,\"errorMsg\":\"notSupport\"}";

    private final StubDevice device;
    private final IsapiClient client;

    PersonApiTest() throws Exception {
        device = new StubDevice();
        client = device.client().build();
    }

    @AfterEach
    void close() {
        client.close();
        device.close();
    }

    @Test
    void users_areReadWholeWithTextThatNumbersWouldSpoil() {
        device.thenJson(users(
                "OK",
                "{\"employeeNo\":\"00000001\",\"name\":\"\u5F20\u4E09\",\"userType\":\"someday\",\"Valid\":{\"enable\":true,"
                        + "\"beginTime\":\"2025-03-28T00:00:00\",\"endTime\":\"2037-12-31T23:59:59\",\"timeType\":\"local\","
                        + "\"x\":1},\"doorRight\":\"1,2\",\"RightPlan\":[{\"doorNo\":1,\"planTemplateNo\":\"1,4\"}],"
                        + "\"password\":\"4711\",\"numOfCard\":0,\"numOfFP\":1,\"numOfFace\":2,\"localUIRight\":false,"
                        + "\"groupId\":1,\"localAtndPlanTemplateId\":0,\"PersonInfoExtends\":[{\"value\":\"\"}]}"));
        UserRecord user =
                client.person().users(PersonQuery.everybody()).next().records().get(0);
        assertThat(user.employeeNo()).isEqualTo("00000001");
        assertThat(user.name()).isEqualTo("\u5F20\u4E09");
        assertThat(user.userType()).isEqualTo("someday");
        assertThat(user.validity().end()).isEqualTo(LocalDateTime.parse("2037-12-31T23:59:59"));
        assertThat(user.validity().otherFields()).containsOnly(Map.entry("x", "1"));
        assertThat(user.rightPlans()).containsExactly(new RightPlan(1, "1,4", Map.of()));
        assertThat(List.of(user.cardCount(), user.fingerprintCount(), user.faceCount()))
                .containsExactly(0, 1, 2);
        assertThat(user.attendancePlanTemplate()).isZero();
        assertThat(user.otherFields())
                .containsOnly(Map.entry("password", "\"4711\""), Map.entry("PersonInfoExtends", "[{\"value\":\"\"}]"));
        assertThat(device.seen().get(0).method()).isEqualTo("POST");
        assertThat(device.seen().get(0).target()).isEqualTo("/ISAPI/AccessControl/UserInfo/Search?format=json");
        assertThat(device.seen().get(0).body())
                .matches("\\{\"UserInfoSearchCond\":\\{\"searchID\":\"[0-9a-f-]{36}\",\"searchResultPosition\":0,"
                        + "\"maxResults\":30}}");
    }

    @Test
    void user_showsNeitherNameNorPinInText() {
        device.thenJson(users("OK", "{\"employeeNo\":\"7\",\"name\":\"Ann\",\"password\":\"4711\"}"));
        UserRecord user =
                client.person().users(PersonQuery.everybody()).next().records().get(0);
        assertThat(user).hasToString("UserRecord[7]");
    }

    @Test
    void users_keepFieldsOfAnotherShapeThanExpected() {
        device.thenJson(
                users("OK", "{\"employeeNo\":7,\"Valid\":\"always\",\"RightPlan\":[\"all\"],\"numOfFP\":\"few\"}"));
        UserRecord user =
                client.person().users(PersonQuery.everybody()).next().records().get(0);
        assertThat(user.employeeNo()).isEqualTo("7");
        assertThat(user.validity()).isNull();
        assertThat(user.rightPlans()).isEmpty();
        assertThat(user.otherFields())
                .containsOnly(
                        Map.entry("Valid", "\"always\""),
                        Map.entry("RightPlan", "[\"all\"]"),
                        Map.entry("numOfFP", "\"few\""));
    }

    @Test
    void users_oneBadRowCostsOneRow() {
        device.thenJson(users("OK", "{\"employeeNo\":\"1\"}", "{\"employeeNo\":oops}", "{\"name\":\"nobody\"}"));
        PersonPage<UserRecord> page =
                client.person().users(PersonQuery.everybody()).next();
        assertThat(page.records()).extracting(UserRecord::employeeNo).containsExactly("1");
        assertThat(page.unreadable())
                .extracting(one -> one.raw().text())
                .containsExactly("{\"employeeNo\":oops}", "{\"name\":\"nobody\"}");
        assertThat(page.rows()).isEqualTo(3);
    }

    @Test
    void users_areNamedAndFilteredOnceMore() {
        device.thenJson(users("OK", "{\"employeeNo\":\"7\"}", "{\"employeeNo\":\"007\"}"));
        PersonPage<UserRecord> page =
                client.person().users(PersonQuery.of("007", "9")).next();
        assertThat(page.records()).extracting(UserRecord::employeeNo).containsExactly("007");
        assertThat(page.leftOut()).isEqualTo(1);
        assertThat(device.seen().get(0).body())
                .contains("\"EmployeeNoList\":[{\"employeeNo\":\"007\"},{\"employeeNo\":\"9\"}]");
    }

    @Test
    void users_areAskedForInTensWhereMoreIsRefused() {
        device.then(Reply.of(
                        400,
                        "{\"statusCode\":6,\"statusString\":\"Invalid Content\",\"subStatusCode\":\"badParameters\","
                                + "\"errorCode\":1610637344,\"errorMsg\":\"maxResults\"}"))
                .thenJson(users("OK", "{\"employeeNo\":\"1\"}"));
        assertThat(client.person().users(PersonQuery.everybody()).records()).hasSize(1);
        assertThat(device.seen().get(1).body()).contains("\"maxResults\":10");
    }

    @Test
    void users_advanceByRowsReturnedAndKeepTheirSearchId() {
        device.thenJson(users("MORE", "{\"employeeNo\":\"1\"}", "{\"employeeNo\":\"2\"}"))
                .thenJson(users("OK", "{\"employeeNo\":\"3\"}"));
        assertThat(client.person().users(PersonQuery.everybody()).records().map(UserRecord::employeeNo))
                .containsExactly("1", "2", "3");
        assertThat(device.seen().get(1).body()).contains("\"searchResultPosition\":2");
        assertThat(device.seen().stream()
                        .map(seen -> seen.body().substring(0, 80))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void users_failOnTheSamePageAgain() {
        device.thenJson(users("MORE", "{\"employeeNo\":\"1\"}"));
        PersonPages<UserRecord> pages = client.person().users(PersonQuery.everybody());
        pages.next();
        assertThatThrownBy(pages::next).isInstanceOf(IsapiException.UnexpectedResponse.class);
    }

    @Test
    void users_endIncompleteWhenMoreIsPromisedAndNothingComes() {
        device.thenJson(users("MORE"));
        assertThat(client.person().users(PersonQuery.everybody()).next().incomplete())
                .isTrue();
        assertThat(device.seen()).hasSize(2);
        assertThatThrownBy(() ->
                        client.person().users(PersonQuery.everybody()).records().toList())
                .isInstanceOf(IsapiException.Unavailable.class);
    }

    @Test
    void query_namesThirtyPeopleAtMost() {
        assertThatThrownBy(() -> new PersonQuery(Collections.nCopies(31, "1"), 30))
                .hasMessageContaining("at most 30");
        assertThatThrownBy(() -> PersonQuery.of(" ")).hasMessageContaining("blank");
        assertThatThrownBy(() -> new PersonQuery(List.of(), 0)).hasMessageContaining("pageSize");
        assertThatThrownBy(() -> new PersonQuery(List.of(), 31)).hasMessageContaining("pageSize");
    }

    @Test
    void counts_areRead() {
        device.thenJson("{\"UserInfoCount\":{\"userNumber\":12,\"bindFaceUserNumber\":9,\"x\":1}}")
                .thenJson("{\"CardInfoCount\":{\"cardNumber\":5}}");
        UserCount count = client.person().countUsers();
        assertThat(count).isEqualTo(new UserCount(12, 9, null, null, Map.of("x", "1")));
        assertThat(client.person().countCards()).isEqualTo(5);
        assertThat(client.person().countCards("00 1")).isEqualTo(5);
        assertThat(device.seen().get(1).target()).isEqualTo("/ISAPI/AccessControl/CardInfo/Count?format=json");
        assertThat(device.seen().get(2).target())
                .isEqualTo("/ISAPI/AccessControl/CardInfo/Count?format=json&employeeNo=00%201");
    }

    @Test
    void counts_areNotInvented() {
        device.thenJson("{\"UserInfoCount\":{}}").thenJson("{\"CardInfoCount\":{\"cardNumber\":-1}}");
        assertThatThrownBy(() -> client.person().countUsers()).isInstanceOf(IsapiException.UnexpectedResponse.class);
        assertThatThrownBy(() -> client.person().countCards()).isInstanceOf(IsapiException.UnexpectedResponse.class);
    }

    @Test
    void cards_areReadWhateverTheirNumber() {
        device.thenJson("{\"CardInfoSearch\":{\"responseStatusStrg\":\"OK\",\"CardInfo\":["
                        + "{\"employeeNo\":\"1\",\"cardNo\":18446744073709551895,\"leaderCard\":\"\"},"
                        + "{\"employeeNo\":\"1\",\"cardNo\":\"tmp-001\",\"cardType\":\"normalCard\",\"z\":{}}]}}")
                .thenJson("{\"CardInfoSearch\":{\"responseStatusStrg\":\"NO MATCH\",\"numOfMatches\":0}}");
        List<CardRecord> cards =
                client.person().cards(PersonQuery.everybody()).records().toList();
        assertThat(cards).extracting(CardRecord::cardNo).containsExactly("18446744073709551895", "tmp-001");
        assertThat(cards.get(1).otherFields()).containsOnly(Map.entry("z", "{}"));
        assertThat(client.person().cards(PersonQuery.of("2")).records()).isEmpty();
    }

    @Test
    void fingerprints_tellThatTheyAreThereAndNothingMore() {
        device.thenJson("{\"FingerPrintInfo\":{\"searchID\":\"x\",\"status\":\"OK\",\"FingerPrintList\":["
                        + "{\"cardReaderNo\":1,\"fingerPrintID\":2,\"fingerType\":\"normalFP\",\"fingerData\":\"c2VjcmV0\","
                        + "\"leaderFP\":[0]}]}}")
                .thenJson("{\"FingerPrintInfo\":{\"searchID\":\"x\",\"status\":\"NoFP\"}}");
        List<FingerprintRecord> prints = client.person().fingerprints("007");
        assertThat(prints).containsExactly(new FingerprintRecord(2, 1, "normalFP", true, Map.of("leaderFP", "[0]")));
        assertThat(prints.toString()).doesNotContain("c2VjcmV0");
        assertThat(device.seen().get(0).target()).isEqualTo("/ISAPI/AccessControl/FingerPrintUpload?format=json");
        assertThat(device.seen().get(0).body())
                .contains("\"employeeNo\":\"007\"")
                .doesNotContain("cardReaderNo");
        assertThat(client.person().fingerprints("008")).isEmpty();
    }

    @Test
    void faces_tellThatTheyAreThereAndNothingMore() {
        device.thenJson(
                "{\"statusCode\":1,\"statusString\":\"OK\",\"subStatusCode\":\"ok\",\"responseStatusStrg\":\"OK\","
                        + "\"numOfMatches\":1,\"totalMatches\":1,\"MatchList\":[{\"FPID\":\"7\",\"name\":\"Ann\",\"gender\":\"female\","
                        + "\"faceURL\":\"http://192.0.0.64/LOCALS/pic/x.jpg\",\"modelData\":\"c2VjcmV0\"}]}");
        List<FaceRecord> faces =
                client.person().faces(PersonQuery.of("7")).records().toList();
        assertThat(faces).extracting(FaceRecord::employeeNo).containsExactly("7");
        assertThat(faces.get(0).otherFields()).containsOnly(Map.entry("gender", "\"female\""));
        assertThat(device.seen().get(0).body())
                .contains(
                        "\"faceLibType\":\"blackFD\"",
                        "\"FDID\":\"1\"",
                        "\"FPID\":\"7\"",
                        "\"searchResultPosition\":0");
        assertThatThrownBy(() -> client.person().faces(PersonQuery.of("1", "2")))
                .hasMessageContaining("one person");
    }

    @Test
    void faces_areUnsupportedWhereHttp200SaysSo() {
        device.thenJson(NOT_SUPPORTED);
        PersonPages<FaceRecord> faces = client.person().faces(PersonQuery.everybody());
        assertThatThrownBy(faces::next).isInstanceOf(IsapiException.Unsupported.class);
    }

    @Test
    void fingerprints_areUnsupportedWhereHttp200SaysSo() {
        device.thenJson(NOT_SUPPORTED);
        assertThatThrownBy(() -> client.person().fingerprints("1")).isInstanceOf(IsapiException.Unsupported.class);
    }

    @Test
    void userCapabilities_tellTheLimit() {
        device.thenJson("{\"UserInfo\":{\"maxRecordNum\":1500,\"employeeNo\":{\"@min\":1,\"@max\":32},"
                + "\"gender\":{\"@opt\":\"male,female,unknown\"},\"closeDelayEnabled\":\"true,false\"}}");
        var told = client.person().userCapabilities();
        assertThat(told.leaves()).containsEntry("UserInfo.maxRecordNum", "1500");
        assertThat(told.options("gender")).containsExactly("male", "female", "unknown");
        assertThat(told.largest("employeeNo")).isEqualTo(32);
    }

    private static String users(String word, String... rows) {
        return "{\"UserInfoSearch\":{\"searchID\":\"x\",\"responseStatusStrg\":\"" + word + "\",\"UserInfo\":["
                + String.join(",", rows) + "]}}";
    }
}
