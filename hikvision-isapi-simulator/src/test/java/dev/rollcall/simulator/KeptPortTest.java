package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptPortTest {
    @Test
    void port_isNoneThatOutgoingConnectionsGet() throws Exception {
        try (DeviceSimulator device = DeviceSimulator.builder().start();
                Cable cable = Cable.to(device)) {
            assertThat(device.port()).isBetween(10_000, 32_767);
            assertThat(cable.url().getPort()).isBetween(10_000, 32_767);
        }
    }

    @Test
    void taken_isPassedOver() throws IOException {
        List<Integer> tried = new ArrayList<>();

        int port = KeptPort.bound(0, candidate -> {
            tried.add(candidate);
            if (tried.size() < 5) {
                throw new BindException("taken");
            }
            return candidate;
        });

        assertThat(tried).hasSize(5).endsWith(port).doesNotContain(0);
    }

    @Test
    void allTaken_isLeftToTheSystem() throws IOException {
        int port = KeptPort.bound(0, candidate -> {
            if (candidate != 0) {
                throw new BindException("taken");
            }
            return 4711;
        });

        assertThat(port).isEqualTo(4711);
    }

    @Test
    void configured_isTheOnlyOneTried() {
        assertThatThrownBy(() -> KeptPort.bound(8090, candidate -> {
                    throw new BindException("taken: " + candidate);
                }))
                .isInstanceOf(BindException.class)
                .hasMessage("taken: 8090");
    }
}
