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
import dev.rollcall.isapi.notification.EventStream;
import dev.rollcall.isapi.notification.HostChange;
import dev.rollcall.isapi.notification.HostSlot;
import dev.rollcall.isapi.notification.ListenerTarget;
import dev.rollcall.isapi.notification.ReplaceForeign;
import dev.rollcall.isapi.notification.StreamItem;
import dev.rollcall.isapi.person.PersonQuery;
import dev.rollcall.isapi.person.UserRecord;
import dev.rollcall.isapi.system.DeviceTime;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.Person;
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

    @Test
    void people_areReadWithWhatIsEnrolled(@SimulatedTerminal DeviceSimulator simulator) {
        simulator.device().addPerson(Person.of("00012", "Kasun Silva"));
        List<String> people = new ArrayList<>();
        try (IsapiClient terminal = client(simulator)) {
            // tag::people[]
            for (UserRecord person :
                    terminal.person().users(PersonQuery.everybody()).records().toList()) {
                people.add(person.employeeNo() + " " + person.name());
            }
            // end::people[]
        }

        assertThat(people).contains("00012 Kasun Silva");
    }

    @Test
    void listeningHost_isInstalledInAFreeSlot(@SimulatedTerminal DeviceSimulator simulator) {
        List<String> told = new ArrayList<>();
        try (IsapiClient terminal = client(simulator)) {
            // tag::listening[]
            ListenerTarget target = ListenerTarget.builder()
                    .host("192.168.1.10")
                    .port(8099)
                    .path("/hook/tok-1234")
                    .json()
                    .build();
            HostChange change = terminal.notification()
                    .installListeningHost(target, HostSlot.holding("tok-1234"), ReplaceForeign.NEVER);
            if (change instanceof HostChange.Refused refused) {
                told.add("ask a person: " + refused.reason());
            } else if (change instanceof HostChange.Done done) {
                told.add("slot " + done.host().id() + ", not kept: " + done.differences());
            }
            // end::listening[]
        }

        assertThat(told).containsExactly("slot 1, not kept: []");
    }

    @Test
    void stream_tellsReplayedAndNewEvents(@SimulatedTerminal(profile = "K1T342MWX_V3") DeviceSimulator simulator) {
        simulator.device().addPerson(Person.of("00012", "Kasun Silva"));
        simulator.device().punch("00012", 75);
        List<String> heard = new ArrayList<>();
        try (IsapiClient terminal = client(simulator)) {
            // tag::stream[]
            try (EventStream stream = terminal.notification().alertStream()) {
                while (heard.isEmpty()) {
                    StreamItem item = stream.next();
                    if (item instanceof StreamItem.Notified told) {
                        String age = told.replayed() ? "old " : "new ";
                        heard.add(age + told.notification().accessEvent().employeeNo());
                    } else if (item instanceof StreamItem.Ended ended) {
                        heard.add("connect again later: " + ended.detail());
                    }
                }
            }
            // end::stream[]
        }

        assertThat(heard).containsExactly("old 00012");
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

    private static IsapiClient client(DeviceSimulator simulator) {
        return IsapiClient.builder()
                .host("127.0.0.1")
                .port(simulator.port())
                .credentials("admin", "simulated-1")
                .build();
    }
}
