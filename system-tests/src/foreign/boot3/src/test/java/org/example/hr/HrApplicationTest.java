package org.example.hr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.isapi.access.EventRecord;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.SimulatedDevice;
import dev.rollcall.simulator.junit.DeviceSimulatorExtension;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
class HrApplicationTest {

    // tag::extension[]
    @RegisterExtension
    static final DeviceSimulatorExtension TERMINAL = DeviceSimulatorExtension.of(() -> {
        SimulatedDevice device = SimulatedDevice.builder().build();
        device.seed(3, 100);
        return DeviceSimulator.builder().device(device);
    });

    @DynamicPropertySource
    static void terminal(DynamicPropertyRegistry properties) {
        properties.add("terminal.host", () -> "127.0.0.1");
        properties.add("terminal.port", () -> TERMINAL.simulator().port());
        properties.add("terminal.password", () -> "simulated-1");
    }
    // end::extension[]

    @Autowired
    IsapiClient frontDoor;

    @Autowired
    ObjectMapper json;

    @Test
    void events_areReadThroughTheBean() {
        OffsetDateTime now = TERMINAL.device().now();
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
