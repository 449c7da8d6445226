package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemEndpointsTest {
    private final SimulatedDevice device = SimulatedDevice.builder()
            .identityOf(FirmwareProfile.K1A340FWX)
            .shortSerial("J00000001")
            .clock(SteppedClock.at("2026-07-13T16:14:08Z"))
            .build();
    private DeviceSimulator simulator;
    private DigestClient client;

    @BeforeEach
    void start() throws Exception {
        simulator = DeviceSimulator.builder().device(device).start();
        client = DigestClient.of(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void deviceInfo_isXmlEvenIfJsonIsAskedFor() throws Exception {
        HttpResponse<String> response = client.get("/ISAPI/System/deviceInfo?format=json");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("<?xml ")
                .contains("<model>DS-K1A340FWX</model>")
                .contains("<serialNumber>DS-K1A340FWX20240102V010207ENJ00000001</serialNumber>")
                .contains("<firmwareVersion>V1.2.7</firmwareVersion>");
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Colombo, 2026-07-13T21:44:08+05:30, CST-5:30:00",
        "America/New_York, 2026-07-13T12:14:08-04:00, 'CST+5:00:00DST01:00:00,M3.2.0/02:00:00,M11.1.0/02:00:00'",
        "UTC, 2026-07-13T16:14:08+00:00, CST-0:00:00"
    })
    void time_hasTheZoneTurnedRound(String zone, String local, String posix) throws Exception {
        device.setZone(ZoneId.of(zone));
        assertThat(client.get("/ISAPI/System/time").body())
                .contains("<localTime>" + local + "</localTime>")
                .contains("<timeZone>" + posix + "</timeZone>");
    }

    @Test
    void userCheck_saysOk() throws Exception {
        assertThat(client.get("/ISAPI/Security/userCheck").body()).contains("<statusString>OK</statusString>");
    }

    @Test
    void capabilities_nameTheBoundsOfASearch() throws Exception {
        ObjectNode answer = json(client.get("/ISAPI/AccessControl/AcsEvent/capabilities?format=json"));
        assertThat(answer.at("/AcsEvent/AcsEventCond/maxResults/@max").asInt()).isEqualTo(30);
        assertThat(answer.at("/AcsEvent/AcsEventCond/major/@opt").asText()).isEqualTo("0,1,2,3,5");
        assertThat(answer.at("/AcsEvent/AcsEventCond/endSerialNo/@max").asLong())
                .isEqualTo(3_000_000_000L);
    }

    @Test
    void unknownPath_isNotSupported() throws Exception {
        HttpResponse<String> xml = client.get("/ISAPI/System/status");
        assertThat(xml.statusCode()).isEqualTo(404);
        assertThat(xml.body()).contains("<subStatusCode>notSupport</subStatusCode>");
        assertThat(json(client.get("/ISAPI/System/status?format=json"))
                        .get("errorCode")
                        .asLong())
                .isEqualTo(1_073_741_825L);
    }

    @Test
    void wrongMethod_isNotAllowed() throws Exception {
        assertThat(client.post("/ISAPI/System/deviceInfo", "").body())
                .contains("<subStatusCode>methodNotAllowed</subStatusCode>");
        assertThat(json(client.get(DigestClient.SEARCH)).get("subStatusCode").asText())
                .isEqualTo("methodNotAllowed");
    }

    private static ObjectNode json(HttpResponse<String> response) {
        return CJson.parse(response.body()).orElseThrow();
    }
}
