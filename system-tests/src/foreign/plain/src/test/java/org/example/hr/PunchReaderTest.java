package org.example.hr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.junit.SimulatedTerminal;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PunchReaderTest {

    // tag::parameter[]
    @Test
    void lines_areTheEventsOfTheTerminal(@SimulatedTerminal(events = 100) DeviceSimulator simulator) {
        OffsetDateTime now = simulator.device().now();
        try (IsapiClient terminal = IsapiClient.builder()
                .host("127.0.0.1")
                .port(simulator.port())
                .credentials("admin", "simulated-1")
                .build()) {
            List<String> lines = new PunchReader(terminal).lines(now.minusDays(365), now.plusDays(1));

            assertEquals(100, lines.size());
        }
    }
    // end::parameter[]

    /** The client in the module of its own name, or on the class path, as this run was told. */
    @Test
    void client_runsWhereItWasPut() {
        assertEquals(System.getProperty("expected.module"), PunchReader.class.getModule().getName());
        assertEquals(
                System.getProperty("expected.module") == null ? null : "dev.rollcall.isapi",
                IsapiClient.class.getModule().getName());
    }

    @Test
    void okHttp_isThereOnce() throws Exception {
        Class<?> okHttp = Class.forName("okhttp3.OkHttpClient");
        List<?> places = Collections.list(PunchReader.class.getClassLoader().getResources("okhttp3/OkHttpClient.class"));
        assertTrue(places.size() <= 1, places.toString());
        assertTrue(
                okHttp.getProtectionDomain().getCodeSource().getLocation().getPath().contains("okhttp-jvm-5."),
                okHttp.getProtectionDomain().getCodeSource().toString());
    }
}
