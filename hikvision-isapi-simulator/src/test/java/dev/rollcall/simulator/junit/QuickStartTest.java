package dev.rollcall.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of the README, run. */
class QuickStartTest {
    // tag::extension[]
    @RegisterExtension
    static final DeviceSimulatorExtension terminal = DeviceSimulatorExtension.of(
            () -> DeviceSimulator.builder().profile(FirmwareProfile.K1T8003MF).credentials("admin", "simulated-1"));
    // end::extension[]

    @Test
    void library_startsATerminal() throws Exception {
        // tag::library[]
        try (DeviceSimulator simulator = DeviceSimulator.builder()
                .profile(FirmwareProfile.K1T341CMFW)
                .credentials("admin", "simulated-1")
                .start()) {
            simulator.device().addPerson(Person.of("00012", "Kasun Silva"));
            simulator.device().punch("00012", 75);
            simulator.enqueueFault(Fault.deviceBusy());
            yourClientReads(simulator.url());
            assertThat(simulator.requests()).isNotEmpty();
            assertThat(simulator.locked()).isFalse();
        }
        // end::library[]
    }

    @Test
    void extension_hasATerminalRunning() throws Exception {
        terminal.device().seed(1, 300);
        yourClientReads(terminal.url());
        assertThat(terminal.device().newestSerial()).isEqualTo(300);
    }

    // tag::parameter[]
    @Test
    void parameter_isATerminal(@SimulatedTerminal(profile = "K1A340FWX", events = 50) DeviceSimulator simulator)
            throws Exception {
        yourClientReads(simulator.url());
        assertThat(simulator.device().events()).hasSize(50);
    }
    // end::parameter[]

    @Test
    void readme_showsThisVeryCode() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/rollcall/simulator/junit/QuickStartTest.java"));
        String readme = Files.readString(Path.of("README.md"));
        for (String name : new String[] {"extension", "library", "parameter"}) {
            String start = "// tag::" + name + "[]\n";
            String region =
                    source.substring(source.indexOf(start) + start.length(), source.indexOf("// end::" + name + "[]"));
            assertThat(readme).contains(region.stripIndent().strip());
        }
    }

    private static void yourClientReads(URI address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/ISAPI/System/deviceInfo"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
    }
}
