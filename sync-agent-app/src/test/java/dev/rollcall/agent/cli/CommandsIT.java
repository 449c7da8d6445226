package dev.rollcall.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.agent.testing.StubReceiver;
import dev.rollcall.agent.testing.StubReceiver.Scripted;
import dev.rollcall.agent.wiring.Agent;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of each command: exit code and text. */
class CommandsIT {

    private static final String PASSWORD = "canary-device-password";
    private static final Person NIMAL = Person.of("00012", "Canary Nimal");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private StubReceiver receiver;
    private DeviceSimulator terminal;
    private AgentHome home;

    @BeforeEach
    void start() throws IOException {
        receiver = new StubReceiver();
        terminal = DeviceSimulator.builder()
                .credentials("admin", PASSWORD)
                .device(SimulatedDevice.builder().people(NIMAL).build())
                .start();
        terminal.device().punch(NIMAL, 75);
        home = home(PASSWORD);
    }

    @AfterEach
    void stop() {
        terminal.close();
        receiver.close();
    }

    @Test
    void sync_exits0_whenAllIsSettled() throws IOException {
        assertThat(run("sync")).isEqualTo(0);
        assertThat(out.toString()).contains("front: ").contains("1 delivered, 0 waiting, 0 rejected");
    }

    @Test
    void sync_exits1_andNamesWhatWaits_whenTheReceiverIsAway() throws IOException {
        receiver.close();

        assertThat(run("sync")).isEqualTo(1);
        assertThat(out.toString()).contains("1 waiting").contains("cannot be reached");
    }

    @Test
    void sync_exits1_whenADeviceIsAway() throws IOException {
        terminal.close();

        assertThat(run("sync")).isEqualTo(1);
        assertThat(out.toString()).contains("front: NOT READ TO THE END");
    }

    @Test
    void sync_exits1_whenAnEventIsRejected() throws IOException {
        receiver.reject(event -> true);

        assertThat(run("sync")).isEqualTo(1);
        assertThat(out.toString()).contains("1 rejected");
    }

    @Test
    void sync_exits2_withAllProblems_whenTheConfigurationIsWrong() throws IOException {
        home.with("hoursBack: many\nlisten:\n  port: 1");

        assertThat(run("sync")).isEqualTo(2);
        assertThat(err.toString()).contains("2 problems").contains("hoursBack").contains("listen.port");
    }

    @Test
    void webhookShow_printsAnAddressForEachTerminal_onceThereIsAListener() throws IOException {
        assertThat(run("webhook", "show")).isEqualTo(2);
        assertThat(err.toString()).contains("listen.port");

        home.with("listen:\n  port: 8099");
        assertThat(run("webhook", "show")).isEqualTo(1);
        run("sync");

        assertThat(run("webhook", "show")).isZero();
        assertThat(out.toString()).contains("port 8099").containsPattern("front  /api/attendance/webhook/[\\w-]{43}");
        assertThat(run("webhook", "show", "--json")).isZero();
        assertThat(out.toString()).contains("\"port\"", "8099", "/api/attendance/webhook/");
    }

    @Test
    void sync_exits3_whenTheDeviceRefuses() throws IOException {
        home = home("wrong");

        assertThat(run("sync")).isEqualTo(3);
        assertThat(out.toString()).contains("doctor --retry front");
    }

    @Test
    void sync_exits4_whenTheReceiverRefusesTheToken() throws IOException {
        home.token("rc_agent_unknown");

        assertThat(run("sync")).isEqualTo(4);
        assertThat(out.toString()).contains("token add --role agent").doesNotContain("rc_agent_unknown");
    }

    @Test
    void sync_exits4_whenTheReceiverRefusesTheDevice() throws IOException {
        receiver.answerAlwaysWith(Scripted.problem(403, "https://rollcall.dev/problems/device-not-allowed"));

        assertThat(run("sync")).isEqualTo(4);
        assertThat(out.toString()).contains("1 waiting");
    }

    @Test
    void wrongUsage_exits2() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(run("synk")).isEqualTo(2);
        assertThat(run("sync", "--frobnicate")).isEqualTo(2);
        assertThat(run("doctor", "--retry", "nobody")).isEqualTo(2);
        assertThat(err.toString()).contains("No device is called 'nobody'").contains("front");
    }

    @Test
    void help_isEverywhere_andExits0() throws IOException {
        for (String command : List.of("sync", "run", "status", "doctor")) {
            assertThat(run(command, "--help")).isEqualTo(0);
        }
        assertThat(run("--help")).isEqualTo(0);
        assertThat(out.toString()).contains("Exit codes").contains("--config");
    }

    @Test
    void status_tellsAPerson_beforeAndAfterTheFirstRun() throws IOException {
        assertThat(run("status")).isEqualTo(0);
        assertThat(out.toString())
                .startsWith("DOES NOT WORK as it should: No agent runs")
                .containsPattern("ok +front +never-read +never");

        run("sync");
        out.getBuffer().setLength(0);
        assertThat(run("status")).isEqualTo(0);
        assertThat(out.toString())
                .startsWith("WORKS: 1 terminal read, nothing waits; no agent runs now.")
                .containsPattern("ok +front +ok +\\d+ seconds ago")
                .contains("1 delivered")
                .contains("next run when 'run' is started");

        out.getBuffer().setLength(0);
        assertThat(run("status", "--details")).isEqualTo(0);
        assertThat(out.toString())
                .startsWith("WORKS")
                .contains("front (127.0.0.1:")
                .contains("FX0000001");
    }

    @Test
    void status_saysInItsFirstLine_whatDoesNotWork() throws IOException {
        run("sync");
        terminal.device().punch(NIMAL, 75);
        receiver.answerAlwaysWith(Scripted.status(503));
        run("sync");
        terminal.close();
        run("sync");
        out.getBuffer().setLength(0);

        assertThat(run("status")).isEqualTo(0);
        assertThat(out.toString())
                .startsWith("DOES NOT WORK as it should: front: 1 attempt failed since")
                .contains("(and 1 more, see below)")
                .containsPattern("PROBLEM +front +failing")
                .containsPattern("(?m)^PROBLEM +receiver http://127.0.0.1:\\d+/: last answer")
                .containsPattern("(?m)^ +front: 1 wait, the oldest for");
    }

    @Test
    void status_json_isReadByAMachine() throws IOException {
        run("sync");
        out.getBuffer().setLength(0);
        assertThat(run("status", "--json")).isEqualTo(0);

        JsonNode status = new ObjectMapper().readTree(out.toString());
        assertThat(status.get("waiting").asInt()).isZero();
        assertThat(status.get("settled").asInt()).isEqualTo(1);
        assertThat(status.get("devices").get(0).get("key").asText()).isEqualTo("FX0000001");
        assertThat(status.get("devices").get(0).get("passwordWithheld").asBoolean())
                .isFalse();
    }

    @Test
    void doctor_findsAllWell() throws IOException {
        assertThat(run("doctor")).isEqualTo(0);
        assertThat(out.toString())
                .contains("speaks ISAPI")
                .contains("key FX0000001")
                .contains("zone: ")
                .contains("clock: ")
                .contains("1 events held")
                .contains("takes the token")
                .doesNotContain("PROBLEM");
        assertThat(receiver.heartbeats()).hasSize(1);
        assertThat(receiver.shapeProblems()).isEmpty();
    }

    @Test
    void doctor_saysWhatIsWrong_withDeviceReceiverAndToken() throws IOException {
        home.token("rc_agent_unknown");
        assertThat(run("doctor")).isEqualTo(4);
        receiver.close();
        assertThat(run("doctor")).isEqualTo(1);
        home = home("wrong");
        assertThat(run("doctor")).isEqualTo(3);
        terminal.close();
        assertThat(run("doctor")).isEqualTo(1);
        assertThat(out.toString()).contains("Check power, cable, host and port");
    }

    @Test
    void doctorRetry_liftsTheLatch_afterThePasswordIsCorrectedOnTheDevice() throws IOException {
        home = home("wrong");
        for (int i = 0; i < 3; i++) {
            assertThat(run("sync")).isEqualTo(3);
        }
        int shown = terminal.refusedPasswords();
        assertThat(shown).isLessThanOrEqualTo(2);

        assertThat(run("doctor", "--retry", "front")).isEqualTo(3);
        assertThat(terminal.refusedPasswords()).isEqualTo(shown + 1);

        home = home(PASSWORD);
        assertThat(run("doctor", "--retry", "front")).isEqualTo(0);
        assertThat(run("sync")).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void run_worksUntilStopped_withHeartbeats_andLogsNoSecretAndNoName(String format) throws Exception {
        home.with("heartbeatEvery: 1s\nlog:\n  format: " + format);
        Agent agent = Agent.open(home.config());
        Thread daemon = new Thread(agent::run, "daemon");
        dev.rollcall.agent.wiring.LogFiles.into(home.config());
        daemon.start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        receiver.stored().size() == 1 && receiver.heartbeats().size() >= 2);
        long begun = System.nanoTime();
        agent.close();
        daemon.join(5_000);

        assertThat(daemon.isAlive()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(receiver.shapeProblems()).isEmpty();
        assertThat(written(home.data().resolve("logs")))
                .anyMatch(text -> text.contains("Read front"))
                .noneMatch(text -> text.toLowerCase(java.util.Locale.ROOT).contains("canary"));
    }

    private AgentHome home(String password) {
        return new AgentHome(folder).receiver(receiver.url()).device("front", terminal.port(), password);
    }

    private int run(String... command) throws IOException {
        return CommandRun.of(RootCommand.commandLine(Map.of()), out, err, CommandRun.on(home.file(), command));
    }

    private static List<String> written(Path logs) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.toList()) {
                texts.add(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
