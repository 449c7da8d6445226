package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The quick start of the README, run. */
final class QuickStartTest {

    @Test
    void quickStart_readsYesterdaysPunches() throws Exception {
        SimulatedDevice device = SimulatedDevice.builder().build();
        device.seed(1, 80);
        try (DeviceSimulator terminal = DeviceSimulator.builder()
                .credentials("admin", "secret-of-the-terminal")
                .device(device)
                .start()) {
            List<String> lines = quickStart("127.0.0.1", terminal.port(), "secret-of-the-terminal");
            assertThat(lines).hasSize(80);
        }
    }

    @Test
    void readme_showsThisVeryCode() throws IOException {
        Readme.showsRegion(QuickStartTest.class, "quickstart");
    }

    private static List<String> quickStart(String host, int port, String password) {
        List<String> lines = new ArrayList<>();
        // tag::quickstart[]
        try (IsapiClient terminal = IsapiClient.builder()
                .host(host)
                .port(port)
                .credentials("admin", password)
                .build()) {
            OffsetDateTime now = terminal.system().time().dateTime();
            for (EventPage page : terminal.access().events(EventQuery.between(now.minusDays(30), now))) {
                page.records().forEach(event -> lines.add(event.wallClock() + " " + event.employeeNo()));
            }
        }
        // end::quickstart[]
        return lines;
    }
}
