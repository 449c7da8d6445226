package dev.rollcall.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.isapi.DeviceCertificate;
import dev.rollcall.isapi.DeviceTls;
import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.isapi.access.EventRecord;
import dev.rollcall.isapi.system.DeviceTime;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.junit.SimulatedTerminal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/use-the-library.md, run. */
class UseTheLibraryTest {

    @Test
    void quickStart_readsALog(@SimulatedTerminal(events = 80) DeviceSimulator simulator) {
        String host = "127.0.0.1";
        int port = simulator.port();
        String password = "simulated-1";
        List<String> lines = new ArrayList<>();

        // tag::start[]
        try (IsapiClient terminal = IsapiClient.builder()
                .host(host)
                .port(port)
                .credentials("admin", password)
                .build()) {
            DeviceTime clock = terminal.system().time();
            ZoneOffset offset = clock.offset() == null ? ZoneOffset.UTC : clock.offset();
            OffsetDateTime now = clock.localTime().atOffset(offset);

            EventQuery lastMonth =
                    EventQuery.builder().between(now.minusDays(30), now).build();
            for (EventPage page : terminal.access().events(lastMonth)) {
                for (EventRecord event : page.records()) {
                    lines.add(event.wallClock() + " " + event.employeeNo() + " " + event.minor());
                }
            }
        }
        // end::start[]

        assertThat(lines).hasSize(80);
    }

    @Test
    void failures_sayWhatToDoNext(@SimulatedTerminal(events = 80) DeviceSimulator simulator) {
        String host = "127.0.0.1";
        int port = simulator.port();
        List<String> done = new ArrayList<>();
        try (IsapiClient terminal = IsapiClient.builder()
                .host(host)
                .port(port)
                .credentials("admin", "not-the-password")
                .build()) {
            // tag::failures[]
            try {
                terminal.system().deviceInfo();
            } catch (IsapiException.Unauthorized e) {
                done.add("ask a person: " + e.reason());
            } catch (IsapiException.Unavailable e) {
                done.add("try again in a minute");
            } catch (IsapiException e) {
                done.add("tell the developers: " + e.getMessage());
            }
            // end::failures[]
        }

        assertThat(done).singleElement().asString().startsWith("ask a person");
        assertThat(simulator.refusedPasswords()).isEqualTo(1);
    }

    @Test
    void timeouts_areSettings(@SimulatedTerminal DeviceSimulator simulator) {
        String host = "127.0.0.1";
        int port = simulator.port();
        String password = "simulated-1";

        // tag::settings[]
        IsapiClient terminal = IsapiClient.builder()
                .host(host)
                .port(port)
                .credentials("admin", password)
                .connectTimeout(Duration.ofSeconds(3))
                .readTimeout(Duration.ofSeconds(10))
                .callTimeout(Duration.ofSeconds(20))
                .pagePause(Duration.ofMillis(100))
                .build();
        // end::settings[]

        try (terminal) {
            assertThat(terminal.system().deviceInfo().model()).startsWith("DS-K1T");
        }
    }

    @Test
    void https_isPinnedToTheTerminal(@SimulatedTerminal(https = true) DeviceSimulator simulator) {
        String host = "127.0.0.1";
        int port = simulator.port();
        String password = "simulated-1";

        // tag::tls[]
        // Once, when the terminal is set up: a person compares this with what the terminal shows.
        DeviceCertificate seen = IsapiClient.builder().host(host).port(port).readCertificate();
        String fingerprint = seen.fingerprint().toString();

        // From then on, with the fingerprint from the configuration:
        IsapiClient terminal = IsapiClient.builder()
                .host(host)
                .port(port)
                .https(DeviceTls.pinned(fingerprint))
                .credentials("admin", password)
                .build();
        // end::tls[]

        try (terminal) {
            assertThat(terminal.system().deviceInfo().model()).startsWith("DS-K1T");
        }
    }

    // tag::faults[]
    @Test
    void aBusyTerminal_isTriedLater(@SimulatedTerminal(events = 100) DeviceSimulator simulator) {
        simulator.enqueueFault(new Fault.Busy());
        try (IsapiClient terminal = IsapiClient.builder()
                .host("127.0.0.1")
                .port(simulator.port())
                .credentials("admin", "simulated-1")
                .build()) {
            assertThatExceptionOfType(IsapiException.Unavailable.class)
                    .isThrownBy(() -> terminal.system().deviceInfo());
            assertThat(terminal.system().deviceInfo().model()).isEqualTo("DS-K1T342MWX");
        }
    }
    // end::faults[]
}
