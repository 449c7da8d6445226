package dev.rollcall.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.agent.testing.FreePort;
import dev.rollcall.agent.testing.StubReceiver;
import dev.rollcall.agent.wiring.Agent;
import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.notification.ListeningHost;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.RecordedRequest;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A terminal, a receiver and an agent's home, for telling the terminal to post to the agent. */
abstract class WebhookFixture {

    static final String PASSWORD = "canary-device-password";
    static final Person NIMAL = Person.of("00012", "Nimal");
    static final String HOSTS = "/ISAPI/Event/notification/httpHosts";

    /** An address where nobody listens. */
    static final URI FOREIGN = URI.create("http://127.0.0.1:9/other");

    @TempDir
    Path folder;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    StubReceiver receiver;
    DeviceSimulator terminal;
    AgentHome home;
    boolean agreed;
    private Agent daemon;
    private Thread running;

    @BeforeEach
    void start() throws IOException {
        receiver = new StubReceiver();
        terminal = terminal(FirmwareProfile.GENERIC);
        home = home();
    }

    @AfterEach
    void stop() throws Exception {
        if (daemon != null) {
            daemon.close();
            running.join(10_000);
        }
        terminal.close();
        receiver.close();
    }

    int run(String... command) throws IOException {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = RootCommand.commandLine(Map.of());
        CommandLine install =
                line.getSubcommands().get("webhook").getSubcommands().get("install");
        ((WebhookInstallCommand) install.getCommand()).asking(question -> agreed);
        return CommandRun.of(line, out, err, CommandRun.on(home.file(), command));
    }

    void install() throws IOException {
        assertThat(run("webhook", "install", "--wait", "0s"))
                .as("%s%s", out, err)
                .isZero();
        assertThat(out.toString()).contains("was not seen yet");
    }

    void first(boolean beside) throws Exception {
        if (beside) {
            daemon = Agent.openToRun(home.config());
            running = new Thread(daemon::run, "daemon");
            running.start();
            until(() -> status().at("/devices/0/lastRead").isTextual());
        }
    }

    JsonNode status() throws IOException {
        return new ObjectMapper().valueToTree(Agent.status(home.config()));
    }

    AgentHome home() throws IOException {
        return new AgentHome(folder)
                .receiver(receiver.url())
                .device("front", terminal.port(), PASSWORD)
                .with(
                        "  listenRetry: 100ms\nlisten:\n  port: " + FreePort.find()
                                + "\nschedule: 0 0 1 1 *\ncommands:\n  poll: 20ms\n  heartbeat: 20ms\n  takeOverAfter: 200ms\n");
    }

    static DeviceSimulator terminal(FirmwareProfile profile) throws IOException {
        return DeviceSimulator.builder()
                .credentials("admin", PASSWORD)
                .profile(profile)
                .device(SimulatedDevice.builder()
                        .shortSerial("FX0000001")
                        .zone(ZoneId.of("Asia/Colombo"))
                        .people(NIMAL)
                        .build())
                .pushRetry(Duration.ofMillis(100))
                .rebootTime(Duration.ofMillis(50))
                .start();
    }

    IsapiClient client() {
        return IsapiClient.builder()
                .host("127.0.0.1")
                .port(terminal.port())
                .credentials("admin", PASSWORD)
                .build();
    }

    List<ListeningHost> hosts() {
        try (IsapiClient client = client()) {
            return client.notification().listeningHosts();
        }
    }

    ListeningHost host() {
        return hosts().get(0);
    }

    List<String> writes() {
        return hostRequests().stream()
                .filter(request -> !request.startsWith("GET"))
                .toList();
    }

    /** Answered requests to the listening hosts. */
    List<String> hostRequests() {
        return terminal.requests().stream()
                .filter(request -> request.path().startsWith(HOSTS) && request.status() != 401)
                .map((RecordedRequest request) -> request.method() + " " + request.path())
                .toList();
    }

    static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(condition);
    }
}
