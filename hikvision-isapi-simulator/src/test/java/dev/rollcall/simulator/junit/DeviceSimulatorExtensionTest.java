package dev.rollcall.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeviceSimulatorExtensionTest {
    @RegisterExtension
    static final DeviceSimulatorExtension shared = DeviceSimulatorExtension.create();

    @RegisterExtension
    static final DeviceSimulatorExtension fresh = DeviceSimulatorExtension.of(
                    () -> DeviceSimulator.builder().profile(FirmwareProfile.K1T341CMFW))
            .freshForEachTest();

    @RegisterExtension
    final DeviceSimulatorExtension own = DeviceSimulatorExtension.create();

    @Test
    @Order(1)
    void terminals_areStartedAndDistinct() throws Exception {
        assertThat(status(shared.simulator())).isEqualTo(401);
        assertThat(status(fresh.simulator())).isEqualTo(401);
        assertThat(status(own.simulator())).isEqualTo(401);
        assertThat(java.util.Set.of(shared.url(), fresh.url(), own.url())).hasSize(3);
        assertThat(fresh.device().model()).isEqualTo("DS-K1T341CMFW");
        shared.device().door(21);
        fresh.device().door(21);
        own.device().door(21);
    }

    @Test
    @Order(2)
    void sharedTerminal_remembersWhatFreshOnesForget() {
        assertThat(shared.device().newestSerial()).isEqualTo(1);
        assertThat(fresh.device().newestSerial()).isZero();
        assertThat(own.device().newestSerial()).isZero();
    }

    @Test
    @Order(3)
    void parameters_areTerminalsOfTheirOwn(
            @SimulatedTerminal DeviceSimulator one,
            @SimulatedTerminal(profile = "K1T8003MF", events = 7, https = true) DeviceSimulator other)
            throws Exception {
        assertThat(status(one)).isEqualTo(401);
        assertThat(other.device().model()).isEqualTo("DS-K1T8003MF");
        assertThat(other.device().events()).hasSize(7);
        assertThat(other.url()).hasScheme("https");
    }

    @Nested
    class NestedClass {
        @Test
        void nestedTest_usesTheSharedTerminal() {
            assertThat(shared.device().newestSerial()).isEqualTo(1);
        }
    }

    @Test
    void terminalThatIsNotRegistered_saysSo() {
        assertThatThrownBy(() -> DeviceSimulatorExtension.create().simulator())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }

    @Test
    void terminal_isGoneAfterwards() throws Exception {
        DeviceSimulatorExtension extension = DeviceSimulatorExtension.create();
        extension.beforeAll(null);
        DeviceSimulator running = extension.simulator();
        extension.beforeEach(null);
        extension.afterEach(null);
        assertThat(status(running)).isEqualTo(401);
        extension.afterAll(null);
        assertThatThrownBy(() -> status(running)).isInstanceOf(ConnectException.class);
    }

    private static int status(DeviceSimulator simulator) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(simulator.url()).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
