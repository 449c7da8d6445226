package org.example.hr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.isapi.access.EventRecord;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
class HrApplicationTest {

    static final SimulatedDevice DEVICE = SimulatedDevice.builder().build();
    static final DeviceSimulator SIMULATOR = DeviceSimulator.builder().device(DEVICE).build();

    @Autowired
    IsapiClient frontDoor;

    @Autowired
    ObjectMapper json;

    @BeforeAll
    static void startTerminal() {
        DEVICE.seed(3, 100);
    }

    @AfterAll
    static void stopTerminal() {
        SIMULATOR.close();
    }

    @DynamicPropertySource
    static void terminal(DynamicPropertyRegistry properties) throws IOException {
        SIMULATOR.start();
        properties.add("terminal.host", () -> "127.0.0.1");
        properties.add("terminal.port", SIMULATOR::port);
        properties.add("terminal.password", () -> "simulated-1");
    }

    @Test
    void events_areReadThroughTheBean() {
        OffsetDateTime now = DEVICE.now();
        EventQuery query = EventQuery.builder().between(now.minusDays(365), now.plusDays(1)).build();
        List<EventRecord> events = new ArrayList<>();
        for (EventPage page : frontDoor.access().events(query)) {
            events.addAll(page.records());
        }
        assertThat(events).hasSize(100);
        assertThat(frontDoor.system().deviceInfo().model()).startsWith("DS-K1T");
    }

    @Test
    void jackson_isTheOneThatBootManages() {
        assertThat(json.version().toString()).startsWith("2.19.");
    }

    @Test
    void okHttp_isThereOnce() throws IOException {
        assertThat(Collections.list(getClass().getClassLoader().getResources("okhttp3/OkHttpClient.class")))
                .singleElement()
                .asString()
                .contains("okhttp-jvm-5.");
    }
}
