package dev.rollcall.agent.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.slot.PushSlots;
import dev.rollcall.agent.slot.PushSlots.Wanted;
import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.simulator.DeviceSimulator;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No terminal but one on this very computer is told a loopback address. */
class LoopbackTargetTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "localhost", "0.0.0.0"})
    void terminalElsewhere_isNeverTold(String host) throws IOException {
        try (DeviceSimulator terminal = DeviceSimulator.builder().start();
                IsapiClient client = IsapiClient.builder()
                        .host("127.0.0.1")
                        .port(terminal.port())
                        .credentials("admin", "simulated-1")
                        .build()) {
            DeviceConfig device =
                    new DeviceConfig("front", "127.0.0.1", terminal.port(), "admin", Secret.of("pw"), null, null);
            PushSlots slots = new IsapiPushSlots(device, client);
            Wanted wanted = new Wanted(host, 8099, "/hook/token-1234", "token-1234", false);

            assertThatThrownBy(() -> slots.install(wanted, null)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> slots.renew(wanted)).isInstanceOf(IllegalArgumentException.class);
            assertThat(terminal.requests()).isEmpty();
        }
    }
}
