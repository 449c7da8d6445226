package dev.rollcall.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Discovery;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulated terminals that answer on the loopback interface. */
class DiscoverIT {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int port;
    private String loopback;

    @BeforeEach
    void choosePort() throws IOException {
        try (DatagramSocket free = new DatagramSocket()) {
            port = free.getLocalPort();
        }
        loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress())
                .getName();
    }

    @Test
    void terminal_thatIsNotConfigured_isFoundWithoutAConfiguration() throws IOException {
        try (DeviceSimulator other = terminal("FX0000002")) {
            assertThat(run("discover", "--json")).as("%s", err).isZero();

            JsonNode found = new ObjectMapper().readTree(out.toString()).at("/devices/0");
            assertThat(found.path("key").asText()).isEqualTo("FX0000002");
            assertThat(found.path("httpPort").asInt()).isEqualTo(other.port());
            assertThat(found.path("activated").asBoolean()).isTrue();
            assertThat(found.path("configured").isNull()).isTrue();
        }
    }

    @Test
    void terminal_thatIsConfigured_isNamed_inTheTable() throws IOException {
        try (DeviceSimulator known = terminal("FX0000001")) {
            Path config = new AgentHome(folder)
                    .device("front", known.port(), "secret")
                    .file();

            assertThat(run("--config", config.toString(), "discover"))
                    .as("%s", err)
                    .isZero();
            assertThat(out.toString())
                    .contains("CONFIGURED AS")
                    .contains("127.0.0.1:" + known.port())
                    .contains("FX0000001")
                    .contains("front")
                    .contains("yes");
            assertThat(known.requests()).as("nothing but datagrams").isEmpty();
        }
    }

    @Test
    void silence_isExplained() {
        assertThat(run("discover", "--json")).isEqualTo(1);
        assertThat(out.toString()).contains("\"devices\" : [ ]");
        assertThat(err.toString())
                .contains("asked on " + loopback + " 127.0.0.1")
                .contains("does not pass routers")
                .contains("multicast group 239.255.255.250")
                .contains("--interface NAME");
    }

    @Test
    void unknownInterface_isWrongUsage() {
        loopback = "nowhere0";
        assertThat(run("discover")).isEqualTo(2);
        assertThat(err.toString()).contains("no network interface nowhere0");
    }

    private DeviceSimulator terminal(String serial) throws IOException {
        return DeviceSimulator.builder()
                .device(SimulatedDevice.builder().shortSerial(serial).build())
                .discovery(Discovery.onLoopback(port))
                .start();
    }

    private int run(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--interface", loopback, "--port", Integer.toString(port), "--wait", "600ms"));
        return CommandRun.of(RootCommand.commandLine(Map.of()), out, err, arguments.toArray(String[]::new));
    }
}
