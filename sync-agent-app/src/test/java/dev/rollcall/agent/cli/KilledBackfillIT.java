package dev.rollcall.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.Main;
import dev.rollcall.agent.health.StatusReport;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.agent.testing.StubReceiver;
import dev.rollcall.agent.wiring.Agent;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon in a process of its own is killed while it carries out a backfill; nothing is lost and nothing is doubled. */
class KilledBackfillIT {

    private static final String PASSWORD = "canary-device-password";
    private static final Person NIMAL = Person.of("00012", "Nimal");
    private static final int EVENTS = 900;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private StubReceiver receiver;
    private DeviceSimulator terminal;
    private AgentHome home;
    private Process daemon;

    @BeforeEach
    void start() throws IOException {
        receiver = new StubReceiver();
        terminal = DeviceSimulator.builder()
                .credentials("admin", PASSWORD)
                .device(SimulatedDevice.builder()
                        .zone(ZoneId.of("Asia/Colombo"))
                        .people(NIMAL)
                        .build())
                .start();
    }

    private void waitForAnEndedDaemon(String takeOverAfter) {
        home = new AgentHome(folder)
                .receiver(receiver.url())
                .device("front", terminal.port(), PASSWORD)
                .with("schedule: \"0 0 1 1 *\"\ncommands:\n  poll: 50ms\n  heartbeat: 50ms\n  takeOverAfter: "
                        + takeOverAfter + "\n  backfillPiece: 1h\n");
    }

    @AfterEach
    void stop() {
        if (daemon != null) {
            daemon.destroyForcibly();
        }
        terminal.close();
        receiver.close();
    }

    @Test
    void killedDaemon_theNextOneGoesOnWhereItStopped() throws Exception {
        waitForAnEndedDaemon("2m");
        Thread asking = killMidway();
        startDaemon();
        asking.join(120_000);

        assertThat(asking.isAlive()).isFalse();
        assertThat(err.toString()).contains("has ended.").doesNotContain("has ended: this command");
        assertNothingLost();
    }

    @Test
    void killedDaemon_thatStaysAway_theWaitingCommandDoesTheWork() throws Exception {
        waitForAnEndedDaemon("500ms");
        Thread asking = killMidway();
        asking.join(120_000);

        assertThat(asking.isAlive()).isFalse();
        assertThat(err.toString()).contains("has ended: this command does the work itself");
        assertNothingLost();
    }

    /** Returns the thread of a command that waits for a backfill whose daemon has been killed. */
    private Thread killMidway() throws Exception {
        terminal.device().punch(NIMAL, 75);
        startDaemon();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(home.data().resolve("journal.db"))
                        && receiver.stored().size() == 1);
        terminal.device().seed(5, EVENTS);
        terminal.setLatency(Duration.ofMillis(60));
        Thread asking = new Thread(() -> run("backfill", "--from", "2020-01-01"), "asking");
        asking.start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            StatusReport.DeviceState front = status().devices().get(0);
            return !front.backfills().isEmpty() && front.events() > EVENTS / 4;
        });
        assertThat(status().devices().get(0).events()).isLessThan(EVENTS);
        daemon.destroyForcibly().waitFor();
        terminal.setLatency(Duration.ZERO);
        return asking;
    }

    private void assertNothingLost() throws IOException {
        assertThat(out.toString()).contains("front: ").contains("0 waiting, 0 rejected");
        StatusReport.DeviceState front = status().devices().get(0);
        assertThat(front.events()).isEqualTo(EVENTS + 1);
        assertThat(front.backfills()).isEmpty();
        assertThat(status().commands()).isEmpty();
        long travelling = terminal.device().events().stream()
                .filter(event -> event.person() != null
                        || (event.major() == 2 && event.minor() == 1024)
                        || (event.major() == 3 && event.minor() == 1029))
                .count();
        assertThat(receiver.stored()).hasSize((int) travelling).doesNotHaveDuplicates();
    }

    private void startDaemon() throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        daemon = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Main.class.getName(),
                        "--config",
                        home.file().toString(),
                        "run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("daemon.log").toFile()))
                .start();
    }

    private StatusReport status() throws IOException {
        return Agent.status(home.config());
    }

    private int run(String... command) {
        try {
            return CommandRun.of(RootCommand.commandLine(Map.of()), out, err, CommandRun.on(home.file(), command));
        } catch (IOException unexpected) {
            throw new java.io.UncheckedIOException(unexpected);
        }
    }
}
