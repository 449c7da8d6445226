package dev.rollcall.demo;

import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that runs in the demonstration, in a temporary folder and on free loopback ports: the simulated terminal in
 * this process, receiver and agent each as a process of its own.
 */
final class House implements AutoCloseable {

    static final String TERMINAL = "RC0000001";
    private static final ZoneId ZONE = ZoneId.of("Asia/Colombo");
    private static final long READY_SECONDS = 90;
    private static final long COMMAND_SECONDS = 90;

    private final Path home;
    private final Path folder;
    private final Narrator narrator;
    private final int receiverPort;
    private final String devicePassword = UUID.randomUUID().toString().substring(0, 12);
    private final SimulatedDevice device =
            SimulatedDevice.builder().shortSerial(TERMINAL).zone(ZONE).build();
    private final DeviceSimulator terminal = DeviceSimulator.builder()
            .device(device)
            .credentials("admin", devicePassword)
            .pushRetry(Duration.ofMillis(500))
            .build();
    private @Nullable JarProcess receiver;
    private @Nullable JarProcess agent;
    private @Nullable ReceiverReader reader;

    private House(Path home, Path folder, Narrator narrator, int receiverPort) {
        this.home = home;
        this.folder = folder;
        this.narrator = narrator;
        this.receiverPort = receiverPort;
    }

    /** Prepares the house; nothing runs yet. */
    static House open(Path home, Narrator narrator) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new House(home, Files.createTempDirectory("rollcall-demo-"), narrator, free.getLocalPort());
        }
    }

    SimulatedDevice device() {
        return device;
    }

    DeviceSimulator terminal() {
        return terminal;
    }

    Narrator narrator() {
        return narrator;
    }

    Path folder() {
        return folder;
    }

    URI receiverUrl() {
        return URI.create("http://127.0.0.1:" + receiverPort);
    }

    ReceiverReader reader() {
        if (reader == null) {
            throw new IllegalStateException("the house is not furnished yet");
        }
        return reader;
    }

    /** Starts the terminal, makes the tokens, writes the agent's configuration and starts the receiver. */
    void furnish() throws IOException, InterruptedException {
        terminal.start();
        String agentToken = administer("token-agent", "token", "add", "--role", "agent", "office");
        String readerToken = administer("token-reader", "token", "add", "--role", "reader", "demo");
        String webhook =
                administer("device", "device", "add", TERMINAL, "--name", "front-door", "--zone", ZONE.getId());
        reader = new ReceiverReader(receiverUrl(), readerToken);
        writeAgentConfiguration(agentToken);
        startReceiver();
        terminal.pushTo(receiverUrl()
                .resolve(webhook.startsWith("http") ? URI.create(webhook).getPath() : webhook));
    }

    void startReceiver() throws IOException, InterruptedException {
        receiver = JarProcess.start(
                home.resolve("cloud-receiver-app/target/cloud-receiver.war"), folder, "receiver", receiverOptions());
        long deadline = System.nanoTime() + Duration.ofSeconds(READY_SECONDS).toNanos();
        while (!reader().isReady()) {
            if (!receiver.isAlive() || System.nanoTime() > deadline) {
                throw new DemoFailure(
                        "the receiver did not start; see " + folder + System.lineSeparator() + receiver.lastErrors());
            }
            Thread.sleep(100);
        }
    }

    void stopReceiver() {
        if (receiver != null) {
            receiver.close();
            receiver = null;
        }
    }

    /** Runs {@code sync-agent sync} and returns its exit code. */
    int sync() throws IOException, InterruptedException {
        return agent("sync").exitCode(COMMAND_SECONDS);
    }

    /** Starts {@code sync-agent run}, the daemon. */
    void startAgent() throws IOException {
        agent = agent("run");
    }

    private JarProcess agent(String command) throws IOException {
        return JarProcess.start(
                home.resolve("sync-agent-app/target/sync-agent.jar"),
                folder,
                "agent-" + command,
                List.of("--config", folder.resolve("agent.yaml").toString(), command));
    }

    private String administer(String name, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--rollcall.data-dir=" + folder.resolve("receiver"));
        JarProcess process =
                JarProcess.start(home.resolve("cloud-receiver-app/target/cloud-receiver.war"), folder, name, all);
        if (process.exitCode(COMMAND_SECONDS) != 0) {
            throw new DemoFailure("cloud-receiver " + String.join(" ", arguments) + " failed" + System.lineSeparator()
                    + process.lastErrors());
        }
        return process.printed().strip();
    }

    private List<String> receiverOptions() {
        return List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + receiverPort,
                "--rollcall.data-dir=" + folder.resolve("receiver"));
    }

    private void writeAgentConfiguration(String token) throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("token"), token, StandardCharsets.UTF_8);
        Files.writeString(secrets.resolve("device"), devicePassword, StandardCharsets.UTF_8);
        String yaml = """
                receiver:
                  url: %s
                  tokenFile: '%s'
                schedule: "* * * * *"
                zone: Asia/Colombo
                dataDir: '%s'
                devices:
                  - name: front-door
                    host: 127.0.0.1
                    port: %d
                    username: admin
                    passwordFile: '%s'
                """.formatted(
                        receiverUrl(),
                        secrets.resolve("token"),
                        folder.resolve("agent"),
                        terminal.port(),
                        secrets.resolve("device"));
        Files.writeString(folder.resolve("agent.yaml"), yaml, StandardCharsets.UTF_8);
    }

    /** Stops whatever runs; may be called again. */
    @Override
    public void close() {
        if (agent != null) {
            agent.close();
        }
        stopReceiver();
        terminal.close();
    }
}
