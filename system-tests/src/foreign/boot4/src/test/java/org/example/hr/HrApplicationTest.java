package org.example.hr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.hikvision.DeviceContext;
import dev.rollcall.attendance.hikvision.HikvisionTranslator;
import dev.rollcall.attendance.hikvision.Translation;
import dev.rollcall.attendance.identity.EventIdentity;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest
class HrApplicationTest {

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

    @Autowired
    IsapiClient frontDoor;

    @Autowired
    JsonMapper json;

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

    /** Two reads of one terminal give the same facts under the same ids. */
    @Test
    void events_becomeFacts() {
        Set<EventId> ids = new HashSet<>(facts());
        assertThat(ids).hasSize(100).containsExactlyInAnyOrderElementsOf(facts());
    }

    /** Boot's own Jackson 3 and the client's Jackson 2 are different packages. */
    @Test
    void jackson_standsBesideBoots() {
        assertThat(json.version().getMajorVersion()).isEqualTo(3);
    }

    @Test
    void okHttp_isThereOnce() throws IOException {
        assertThat(Collections.list(getClass().getClassLoader().getResources("okhttp3/OkHttpClient.class")))
                .singleElement()
                .asString()
                .contains("okhttp-jvm-5.");
    }

    private List<EventId> facts() {
        OffsetDateTime now = TERMINAL.device().now();
        DeviceContext context = new DeviceContext(
                DeviceKey.fromSerialNumber(frontDoor.system().deviceInfo().serialNumber()),
                Zones.configured(DeviceZone.parse("UTC")),
                null);
        List<EventId> ids = new ArrayList<>();
        for (EventPage page : frontDoor.access().events(EventQuery.builder().between(now.minusDays(365), now.plusDays(1)).build())) {
            for (EventRecord record : page.records()) {
                if (HikvisionTranslator.translate(record, context, Channel.POLL, now.toInstant())
                        instanceof Translation.Translated fact) {
                    ids.add(EventIdentity.idOf(fact.observation().event()));
                }
            }
        }
        return ids;
    }
}
