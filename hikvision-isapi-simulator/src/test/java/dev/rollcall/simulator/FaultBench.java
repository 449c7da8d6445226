package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A device, its simulator and a client, for the tests of the fault model. */
abstract class FaultBench {
    static final String DEVICE_INFO = "/ISAPI/System/deviceInfo";
    static final String ALL = "\"maxResults\":30,\"major\":0,\"minor\":0,\"searchResultPosition\":";

    SimulatedDevice device;
    DeviceSimulator simulator;
    DigestClient client;

    @BeforeEach
    void startBench() throws Exception {
        device = SimulatedDevice.builder()
                .clock(SteppedClock.at("2026-03-01T06:30:00Z"))
                .people(DayMix.staff())
                .ringCapacity(200)
                .build();
        use(FirmwareProfile.GENERIC);
    }

    @AfterEach
    void stopBench() {
        simulator.close();
    }

    SimulatedDevice other() {
        return SimulatedDevice.builder()
                .identityOf(FirmwareProfile.K1A340FWX)
                .shortSerial("FX0000002")
                .build();
    }

    int status() throws Exception {
        return client.get(DEVICE_INFO).statusCode();
    }

    int challengedStatus() throws Exception {
        client.challenge();
        return status();
    }

    JsonNode page(String condition) throws Exception {
        return CJson.parse(client.search(condition).body()).orElseThrow().get("AcsEvent");
    }

    List<Long> serials(String condition) throws Exception {
        List<Long> serials = new ArrayList<>();
        page(condition)
                .get("InfoList")
                .forEach(row -> serials.add(row.get("serialNo").asLong()));
        return serials;
    }

    void use(FirmwareProfile profile) throws Exception {
        if (simulator != null) {
            simulator.close();
        }
        simulator = DeviceSimulator.builder().device(device).profile(profile).start();
        client = DigestClient.of(simulator);
    }
}
