package dev.rollcall.demo;

import dev.rollcall.house.AgentProcess;
import dev.rollcall.house.Artifacts;
import dev.rollcall.house.JarProcess;
import dev.rollcall.house.ReceiverProcess;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that runs in the demonstration, in a temporary folder and on free loopback ports: the simulated terminal in
 * this process, receiver and agent each as a process of its own.
 */
final class House implements AutoCloseable {

    static final String TERMINAL = "RC0000001";
    private static final String NAME = "front-door";
    private static final ZoneId ZONE = ZoneId.of("Asia/Colombo");

    /** Whoever tries it out looks at the dashboard without making an account first. */
    private static final String OPEN_PAGE = "--rollcall.access.open-on-this-machine=true";

    private final Path folder;
    private final String password;
    private final SimulatedDevice device;
    private final DeviceSimulator terminal;
    private final ReceiverProcess receiver;
    private final AgentProcess agent;
    private @Nullable JarProcess daemon;

    private House(Artifacts artifacts, Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.password = UUID.randomUUID().toString().substring(0, 12);
        this.device = SimulatedDevice.builder().shortSerial(TERMINAL).zone(ZONE).build();
        this.terminal = DeviceSimulator.builder()
                .device(device)
                .credentials("admin", password)
                .pushRetry(Duration.ofMillis(500))
                .start();
        this.receiver = ReceiverProcess.in(artifacts, folder, List.of(OPEN_PAGE));
        this.agent = AgentProcess.in(
                artifacts,
                folder,
                receiver.url(),
                receiver.agentToken("office"),
                List.of(new AgentProcess.Terminal(NAME, terminal, password)));
    }

    /** Prepares the house; receiver and agent do not run yet. */
    static House open(Path home) throws IOException, InterruptedException {
        return new House(new Artifacts(home), Files.createTempDirectory("rollcall-demo-"));
    }

    SimulatedDevice device() {
        return device;
    }

    DeviceSimulator terminal() {
        return terminal;
    }

    ReceiverProcess receiver() {
        return receiver;
    }

    Path folder() {
        return folder;
    }

    /** Lets the terminal push to the receiver. */
    void connectWebhook() throws IOException, InterruptedException {
        terminal.pushTo(receiver.addDevice(TERMINAL, NAME, ZONE.getId()));
    }

    /** Runs {@code sync-agent sync} and returns its exit code. */
    int sync() throws IOException, InterruptedException {
        return agent.run("sync");
    }

    /** Runs {@code sync-agent verify} and returns its exit code. */
    int verify() throws IOException, InterruptedException {
        return agent.run("verify");
    }

    /** Starts {@code sync-agent run}, the daemon. */
    void startAgent() throws IOException {
        daemon = agent.start("run");
    }

    /** Stops whatever runs; may be called again. */
    @Override
    public void close() {
        if (daemon != null) {
            daemon.close();
        }
        receiver.close();
        terminal.close();
    }
}
