package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FormatFaultsTest {
    private static final String DEVICE_INFO = "/ISAPI/System/deviceInfo";
    private static final String ALL = "\"searchResultPosition\":0,\"maxResults\":30,\"major\":0,\"minor\":0";

    private DeviceSimulator simulator;
    private DigestClient client;

    @BeforeEach
    void start() throws Exception {
        simulator = DeviceSimulator.builder().start();
        client = DigestClient.of(simulator);
        simulator.device().addPerson(Person.of("2001", "Иван Соколов"));
        simulator.device().punch("2001", 75);
        simulator.device().door(21);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void byteOrderMark_comesFirst() throws Exception {
        assertThat(search(FormatFaults.byteOrderMark())).startsWith("\uFEFF{");
    }

    @Test
    void leadingBlanks_comeFirst() throws Exception {
        simulator.enqueueFault(FormatFaults.leadingBlanks());
        assertThat(client.get(DEVICE_INFO).body()).startsWith("\r\n\r\n  \t<?xml");
    }

    @Test
    void leadingLineEnd_isUsualOnK1T8003mf() throws Exception {
        try (DeviceSimulator old =
                DeviceSimulator.builder().profile(FirmwareProfile.K1T8003MF).start()) {
            assertThat(DigestClient.of(old).get(DEVICE_INFO).body()).startsWith("\r\n<?xml");
        }
    }

    @Test
    void namespace_isThatOfTheFirmware() throws Exception {
        FirmwareProfile other = FirmwareProfile.GENERIC.toBuilder("other namespace")
                .with(NetworkTraits.NAMESPACE, "http://www.std-cgi.com/ver10/XMLSchema")
                .with(NetworkTraits.SERVER, "DNVRS-Webs")
                .build();
        try (DeviceSimulator old = DeviceSimulator.builder().profile(other).start()) {
            HttpResponse<String> response = DigestClient.of(old).get(DEVICE_INFO);
            assertThat(response.body()).contains("xmlns=\"http://www.std-cgi.com/ver10/XMLSchema\"");
            assertThat(response.headers().firstValue("Server")).hasValue("DNVRS-Webs");
        }
    }

    @Test
    void charset_isAnother() throws Exception {
        simulator.enqueueFault(FormatFaults.inCharset(Charset.forName("windows-1251")));
        byte[] body = bytes();
        assertThat(new String(body, Charset.forName("windows-1251"))).contains("Иван Соколов");
        assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain("Иван");
    }

    @Test
    void brokenUtf8_spoilsOnlyNames() throws Exception {
        String body = search(FormatFaults.brokenUtf8());
        assertThat(body).contains("\uFFFD").doesNotContain("Иван");
        assertThat(CJson.parse(body)
                        .orElseThrow()
                        .at("/AcsEvent/InfoList/0/employeeNoString")
                        .asText())
                .isEqualTo("2001");
    }

    @Test
    void unknownFields_standInEveryObject() throws Exception {
        JsonNode tree = CJson.parse(search(FormatFaults.unknownFields())).orElseThrow();
        assertThat(tree.findParents("futureField")).hasSize(4);
        assertThat(tree.at("/AcsEvent/InfoList")).hasSize(2);
    }

    @Test
    void field_isMissingInJsonAndInXml() throws Exception {
        assertThat(search(FormatFaults.withoutField("serialNo")))
                .contains("\"minor\"")
                .doesNotContain("serialNo");
        simulator.enqueueFault(FormatFaults.withoutField("serialNumber"));
        assertThat(client.get(DEVICE_INFO).body()).contains("<model>").doesNotContain("serialNumber");
    }

    @Test
    void field_isOfAnotherType() throws Exception {
        assertThat(search(FormatFaults.otherType("serialNo"))).contains("\"serialNo\":\t\"1\"");
        assertThat(search(FormatFaults.otherType("employeeNoString"))).contains("\"employeeNoString\":\t4");
    }

    @Test
    void element_isEmptyOrThereTwice() throws Exception {
        simulator.enqueueFault(FormatFaults.emptyElement("telecontrolID"));
        simulator.enqueueFault(FormatFaults.twice("model"));
        assertThat(client.get(DEVICE_INFO).body()).contains("<telecontrolID/>");
        assertThat(client.get(DEVICE_INFO).body()).containsSubsequence("<model>", "<model>");
        assertThat(search(FormatFaults.emptyElement("serialNo"))).contains("\"serialNo\":\t\"\"");
        assertThat(search(FormatFaults.twice("numOfMatches"))).containsSubsequence("numOfMatches", "numOfMatches");
    }

    @Test
    void garbageRow_standsAmongTheOthers() throws Exception {
        JsonNode rows =
                CJson.parse(search(FormatFaults.garbageRow())).orElseThrow().at("/AcsEvent/InfoList");
        assertThat(rows).hasSize(4);
        assertThat(rows.get(1).isTextual()).isTrue();
        assertThat(rows.get(3).get("serialNo").asLong()).isEqualTo(2);
    }

    @Test
    void label_isWrongBothWays() throws Exception {
        simulator.enqueueFault(FormatFaults.wrongLabel());
        HttpResponse<String> json = client.search(ALL);
        assertThat(json.headers().firstValue("Content-Type")).hasValue("application/xml");
        assertThat(json.body()).startsWith("{");
        simulator.enqueueFault(FormatFaults.wrongLabel());
        HttpResponse<String> xml = client.get(DEVICE_INFO);
        assertThat(xml.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(xml.body()).startsWith("<?xml");
    }

    @Test
    void xml_comesInsteadOfJson() throws Exception {
        assertThat(search(FormatFaults.xmlInsteadOfJson()))
                .startsWith("<?xml")
                .contains("<InfoList>", "<employeeNoString>2001</employeeNoString>", "</AcsEvent>");
    }

    @Test
    void error_hidesInsideOk() throws Exception {
        simulator.enqueueFault(FormatFaults.errorInsideOk());
        HttpResponse<String> response = client.search(ALL);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"statusCode\":\t6", "badParameters");
    }

    @Test
    void nesting_isDeep() throws Exception {
        assertThat(search(FormatFaults.deepNesting(5_000)))
                .startsWith("{\"AcsEvent\":[[[[")
                .hasSize(10_013);
        simulator.enqueueFault(FormatFaults.deepNesting(500));
        assertThat(client.get(DEVICE_INFO).body()).contains("<a>".repeat(500));
    }

    @Test
    void entities_areBombsOrPointOutside() throws Exception {
        simulator.enqueueFault(FormatFaults.entityBomb());
        assertThat(client.get(DEVICE_INFO).body())
                .contains("<!ENTITY a9 \"&a8;&a8;")
                .hasSizeLessThan(2_000);
        simulator.enqueueFault(FormatFaults.externalEntity(URI.create("http://127.0.0.1:9/secret")));
        assertThat(client.get(DEVICE_INFO).body()).contains("SYSTEM \"http://127.0.0.1:9/secret\"");
    }

    @Test
    void hugeBody_isHuge() throws Exception {
        assertThat(search(FormatFaults.hugeBody(3_000_000))).hasSizeGreaterThan(3_000_000);
    }

    @Test
    void endlessBody_endsOnlyWhenTheClientHangsUp() throws Exception {
        client.challenge();
        simulator.enqueueFault(Fault.endlessBody());
        try (TimedStream body =
                TimedStream.open(simulator.url().resolve(DEVICE_INFO), "GET", client.header(DEVICE_INFO), "")) {
            assertThat(body.first(2_000_000)).hasSize(2_000_000);
        }
    }

    @Test
    void dribble_isSlow() throws Exception {
        client.challenge();
        simulator.enqueueFault(Fault.dribble(Duration.ofNanos(100_000)));
        long start = System.nanoTime();
        String body = client.get(DEVICE_INFO).body();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofNanos(100_000L * body.length()));
        assertThat(body).endsWith("</DeviceInfo>\n");
    }

    @Test
    void brokenFrames_areBroken() throws Exception {
        client.challenge();
        simulator.enqueueFault(Fault.wrongContentLength(-10));
        assertThat(client.get(DEVICE_INFO).body()).endsWith("\n</De");
        simulator.enqueueFault(Fault.wrongContentLength(10));
        assertThatThrownBy(() -> client.get(DEVICE_INFO)).isInstanceOf(IOException.class);
    }

    private String search(Fault fault) throws Exception {
        simulator.enqueueFault(fault);
        return client.search(ALL).body();
    }

    private byte[] bytes() throws Exception {
        client.challenge();
        try (TimedStream body = TimedStream.open(
                simulator.url().resolve(DigestClient.SEARCH),
                "POST",
                client.header("POST", DigestClient.SEARCH),
                "{\"AcsEventCond\":{\"searchID\":\"s\"," + ALL + "}}")) {
            return body.rest();
        }
    }
}
