package dev.rollcall.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.oracle.ScriptedReceiver;
import dev.rollcall.oracle.Truth;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;

/** One terminal of {@link DeviceFaultsIT}: the row it stands for, and all that it ever logged and that can still arrive. */
final class Stand implements AutoCloseable {

    private final String row;
    private final SimulatedDevice device;
    private final TreeMap<String, Long> gone = new TreeMap<>();
    private DeviceSimulator simulator;
    private int port;
    private String password = Site.PASSWORD;
    private List<String> settings = List.of();

    Stand(String row, FirmwareProfile profile, SimulatedDevice device) throws IOException {
        this(row, device, DeviceSimulator.builder().profile(profile));
    }

    Stand(String row, SimulatedDevice device, DeviceSimulator.Builder builder) throws IOException {
        this.row = row;
        this.device = device;
        device.seed(row.hashCode(), 12);
        Site.punch(device, 3);
        simulator = builder.device(device).credentials("admin", Site.PASSWORD).start();
        port = simulator.port();
    }

    static SimulatedDevice.Builder deviceOf(String row) {
        return SimulatedDevice.builder()
                .shortSerial("ROW%06d".formatted(Integer.parseInt(row.replaceAll("\\D", ""))))
                .zone(ZoneId.of("Asia/Colombo"));
    }

    String row() {
        return row;
    }

    SimulatedDevice device() {
        return device;
    }

    DeviceSimulator simulator() {
        return simulator;
    }

    /** From now on the agent is told this port. */
    void movedTo(int newPort) {
        port = newPort;
    }

    /** From now on this simulator answers for the device. */
    void servedBy(DeviceSimulator other) {
        simulator = other;
        port = other.port();
    }

    /** From now on the agent's settings of this terminal have these lines too. */
    void settings(String... lines) {
        settings = List.of(lines);
    }

    /** From now on the agent is told this password. */
    void password(String toldPassword) {
        password = toldPassword;
    }

    /** What stands in the log now has been collected and may vanish from the terminal. */
    void remember() {
        gone.putAll(Truth.deliverable(device));
    }

    String yaml() {
        return Site.terminalYaml(row, port, settings.toArray(String[]::new))
                .replace("password: " + Site.PASSWORD, "password: " + password);
    }

    /** All that was ever there and read, or is there now, is in the receiver once, and nothing else is. */
    void assertExactlyOnce(ScriptedReceiver receiver) {
        assertThat(Truth.ofReceiver(receiver.ledger().events(device.shortSerial())))
                .as("what the receiver has of " + row)
                .isEqualTo(certain());
    }

    /** What was read before it may have vanished, and what stands in the log now. */
    TreeMap<String, Long> certain() {
        TreeMap<String, Long> certain = new TreeMap<>(gone);
        certain.putAll(Truth.deliverable(device));
        return certain;
    }

    @Override
    public void close() {
        simulator.close();
    }
}
