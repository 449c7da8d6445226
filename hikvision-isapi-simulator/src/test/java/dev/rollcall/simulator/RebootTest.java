package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RebootTest {

    @Test
    void reboot_isGoneForATimeAndComesBackWithAPowerOnEvent() throws Exception {
        try (DeviceSimulator simulator =
                DeviceSimulator.builder().rebootTime(Duration.ofMillis(500)).start()) {
            DigestClient client = DigestClient.of(simulator);
            assertThat(client.put("/ISAPI/System/reboot", "").body()).contains("<statusString>OK</statusString>");
            await().untilAsserted(() -> assertThatThrownBy(client::challenge).isInstanceOf(IOException.class));
            await().ignoreExceptions().until(() -> client.challenge().statusCode() == 401);
            assertThat(simulator.device().events())
                    .extracting(SimulatedEvent::major, SimulatedEvent::minor)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(2, 1024));
        }
    }

    @Test
    void deviceSwitchedOffDuringItsReboot_staysOff() throws Exception {
        DeviceSimulator simulator =
                DeviceSimulator.builder().rebootTime(Duration.ofMillis(50)).start();
        simulator.reboot();
        simulator.close();
        await().during(Duration.ofMillis(200))
                .until(() -> simulator.device().events().isEmpty());
        assertThatThrownBy(() -> DigestClient.of(simulator).challenge()).isInstanceOf(IOException.class);
    }
}
