package dev.rollcall.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.journal.RecordContext;
import dev.rollcall.agent.sqlite.SqliteStore;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.agent.testing.StubReceiver;
import dev.rollcall.agent.wiring.Agent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each writing command, by itself and beside a running agent: the same output, the same exit code. */
class DaemonCommandsIT {

    private static final String PASSWORD = "canary-device-password";
    private static final Person NIMAL = Person.of("00012", "Canary Nimal");
    private static final String QUICK = "commands:\n  poll: 20ms\n  heartbeat: 20ms\n  takeOverAfter: 200ms\n";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private StubReceiver receiver;
    private DeviceSimulator terminal;
    private AgentHome home;
    private Agent daemon;
    private Thread running;

    @BeforeEach
    void start() throws IOException {
        receiver = new StubReceiver();
        terminal = DeviceSimulator.builder()
                .credentials("admin", PASSWORD)
                .device(SimulatedDevice.builder().people(NIMAL).build())
                .start();
        terminal.device().punch(NIMAL, 75);
        home = new AgentHome(folder)
                .receiver(receiver.url())
                .device("front", terminal.port(), PASSWORD)
                .with(QUICK);
    }

    @AfterEach
    void stop() throws Exception {
        stopDaemon();
        terminal.close();
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sync_bringsWhatIsNew(boolean beside) throws Exception {
        first(beside);
        terminal.device().punch(NIMAL, 38);

        assertThat(run("sync")).as("%s", err).isEqualTo(0);
        assertThat(out.toString()).contains("(1 new").contains("0 waiting, 0 rejected");
        assertThat(receiver.stored()).hasSize(2);
        assertThat(err.toString().contains("The running agent is asked")).isEqualTo(beside);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sync_saysTheSame_whenTheReceiverIsAway(boolean beside) throws Exception {
        first(beside);
        terminal.device().punch(NIMAL, 38);
        receiver.answerAlwaysWith(StubReceiver.Scripted.status(503));

        assertThat(run("sync", "--json")).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.get("complete").asBoolean()).isFalse();
        assertThat(report.get("waiting").asInt()).isEqualTo(1);
        assertThat(report.get("devices").get(0).get("new").asInt()).isEqualTo(1);
        assertThat(report.get("problems").toString()).contains("503");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void backfill_readsAgain_movesNothing_andDoublesNothing(boolean beside) throws Exception {
        terminal.device().seed(3, 300);
        first(beside);
        int stored = receiver.stored().size();
        String checkpoint = status().get("devices").get(0).get("checkpoint").asText();

        assertThat(run("backfill", "--from", "2000-01-01", "--device", "front", "--json"))
                .as("%s", err)
                .isEqualTo(0);
        JsonNode device =
                new ObjectMapper().readTree(out.toString()).get("devices").get(0);
        assertThat(device.get("read").asInt()).isGreaterThanOrEqualTo(301);
        assertThat(device.get("new").asInt()).isZero();
        assertThat(device.get("known").asInt()).isGreaterThanOrEqualTo(301);
        assertThat(receiver.stored()).hasSize(stored);
        JsonNode after = status().get("devices").get(0);
        assertThat(after.get("checkpoint").asText()).isEqualTo(checkpoint);
        assertThat(after.get("backfills")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void requeue_sendsRejectedEventsOnceMore(boolean beside) throws Exception {
        receiver.reject(event -> true);
        first(beside);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> status().get("blocked").asInt() == 1);
        out.getBuffer().setLength(0);
        assertThat(run("outbox", "list", "--state", "blocked")).isEqualTo(0);
        assertThat(out.toString())
                .contains("front")
                .contains("blocked, 1 attempts")
                .contains(": not today");
        receiver.reject(event -> false);

        assertThat(run("outbox", "requeue", "--id", "0".repeat(32))).isEqualTo(1);
        assertThat(run("outbox", "requeue", "--all")).isEqualTo(0);
        assertThat(out.toString()).contains("1 put back to wait").contains("1 of the ids named are not blocked");
        if (!beside) {
            run("sync");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> receiver.stored().size() == 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void replay_journalsWhatIsUnderstoodNow_andKeepsTheRest(boolean beside) throws Exception {
        assertThat(run("sync")).isEqualTo(0);
        quarantine();
        if (beside) {
            startDaemon();
        }
        out.getBuffer().setLength(0);
        assertThat(run("quarantine", "list", "--json")).isEqualTo(0);
        JsonNode listed = new ObjectMapper().readTree(out.toString());
        assertThat(listed).hasSize(2);
        assertThat(run("quarantine", "list", "--show", listed.get(1).get("id").asText()))
                .isEqualTo(0);
        assertThat(out.toString()).contains("\"time\":\"soon\"");

        assertThat(run("quarantine", "replay", "--all")).isEqualTo(1);
        assertThat(out.toString())
                .contains("2 translated again: 1 new")
                .contains("1 still not understood")
                .contains("time cannot be read: 'soon'");
        if (!beside) {
            run("sync");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> receiver.stored().size() == 2);
        JsonNode sent = receiver.batches()
                .get(receiver.batches().size() - 1)
                .get("events")
                .get(0);
        assertThat(sent.get("occurredAt").asText()).startsWith("2026-11-23T03:30:01");
        assertThat(status().get("devices").get(0).get("quarantined").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void acceptedRecord_staysInTheList_withWhoAndWhy_andIsCountedNoMore(boolean beside) throws Exception {
        assertThat(run("sync")).isEqualTo(0);
        quarantine();
        if (beside) {
            startDaemon();
        }
        out.getBuffer().setLength(0);
        run("quarantine", "list");
        assertThat(out.toString()).contains("it holds back every day").doesNotContain("accepted");
        String id = out.toString().substring(0, out.toString().indexOf(' '));

        assertThat(run("quarantine", "accept", "--id", id, "4711", "--why", "asked the technician"))
                .isEqualTo(1);

        assertThat(out.toString())
                .contains("1 accepted by " + System.getProperty("user.name"))
                .contains("4711");
        out.getBuffer().setLength(0);
        assertThat(run("quarantine", "list")).isEqualTo(0);
        assertThat(out.toString()).contains(" by " + System.getProperty("user.name") + ": asked the technician");
        assertThat(status().get("devices").get(0).get("quarantined").asInt()).isEqualTo(1);
        assertThat(run("quarantine", "accept", "--id", id, "--why", " ")).isEqualTo(2);
        assertThat(run("quarantine", "accept", "--why", "nothing named")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void acceptedLoss_staysInTheList_withWhoAndWhy_andHoldsNothingBack(boolean beside) throws Exception {
        assertThat(run("sync")).isEqualTo(0);
        lose();
        if (beside) {
            startDaemon();
        }
        out.getBuffer().setLength(0);
        assertThat(run("gaps", "list")).isEqualTo(0);
        assertThat(out.toString())
                .contains(
                        "front (FX0000001) 2026-11-01T08:00:10, logged between 2026-11-01T08:00:10 and 2026-11-01T17:00:00")
                .contains("nobody read what was logged then", "it holds back what is complete", "1 loss");
        assertThat(log().get("completeUntil").asText()).isEqualTo("2026-11-01T08:00:10");
        assertThat(log().get("acceptedLosses").asInt()).isZero();
        out.getBuffer().setLength(0);

        assertThat(run(
                        "gaps",
                        "accept",
                        "--device",
                        "front",
                        "--gap",
                        "2026-11-01T08:00:10",
                        "5-7",
                        "--why",
                        "asked all"))
                .isEqualTo(1);

        assertThat(out.toString())
                .contains("1 accepted by " + System.getProperty("user.name"))
                .contains("no loss of 'front' is called '5-7'; 'gaps list' tells them");
        out.getBuffer().setLength(0);
        assertThat(run("gaps", "list", "--json")).isEqualTo(0);
        JsonNode listed = new ObjectMapper().readTree(out.toString()).get(0);
        assertThat(listed.get("key").asText()).isEqualTo("2026-11-01T08:00:10");
        assertThat(listed.get("kind").asText()).isEqualTo("UNREAD");
        assertThat(listed.get("blocks").asBoolean()).isFalse();
        assertThat(listed.get("acceptedBy").asText()).isEqualTo(System.getProperty("user.name"));
        assertThat(listed.get("acceptedWhy").asText()).isEqualTo("asked all");
        assertThat(log().get("completeUntil").asText()).isGreaterThan("2026-11-01T08:00:10");
        assertThat(log().get("acceptedLosses").asInt()).isEqualTo(1);
        out.getBuffer().setLength(0);
        assertThat(run("gaps", "accept", "--device", "back", "--gap", "5", "--why", "x", "--json"))
                .isEqualTo(2);
        assertThat(new ObjectMapper()
                        .readTree(out.toString())
                        .get("problems")
                        .get(0)
                        .asText())
                .contains("'back'", "gaps list");
        assertThat(run("gaps", "accept", "--device", "front", "--gap", "5", "--why", " "))
                .isEqualTo(2);
        assertThat(run("gaps", "accept", "--device", "front", "--why", "nothing named"))
                .isEqualTo(2);
        assertThat(run("gaps")).isEqualTo(2);
    }

    @Test
    void upgrade_goesThroughTheQuarantineByItself() throws Exception {
        run("sync");
        quarantine();
        try (SqliteStore store = SqliteStore.open(home.data().resolve("journal.db"), InstantSource.system())) {
            store.journal()
                    .remember(dev.rollcall.agent.journal.JournalFacts.Fact.QUARANTINE_VERSION, "an older version");
        }

        assertThat(run("sync")).isEqualTo(0);
        assertThat(receiver.stored()).hasSize(2);
        assertThat(status().get("devices").get(0).get("quarantined").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void doctor_looksAtEverything(boolean beside) throws Exception {
        first(beside);

        assertThat(run("doctor", "--retry", "front")).as("%s", out).isEqualTo(0);
        assertThat(out.toString()).contains("speaks ISAPI").contains("takes the token");
        out.getBuffer().setLength(0);
        assertThat(run("doctor", "--json")).isEqualTo(0);
        assertThat(new ObjectMapper().readTree(out.toString()).get("findings")).isNotEmpty();
    }

    @Test
    void command_waitsForAnotherCommand_andThenDoesItsWorkItself() throws Exception {
        run("sync");
        terminal.device().punch(NIMAL, 38);
        Agent other = Agent.open(home.config());
        Thread ending = new Thread(
                () -> {
                    Awaitility.await().until(() -> err.toString().contains("Ctrl+C lets go"));
                    other.close();
                },
                "other");
        ending.start();

        assertThat(run("sync")).isEqualTo(0);
        ending.join(10_000);
        assertThat(err.toString()).contains("this command does the work itself");
        assertThat(out.toString()).contains("(1 new");
        assertThat(receiver.stored()).hasSize(2);
    }

    @Test
    void status_explainsTheDaemon_theScheduleAndEachDevice() throws Exception {
        first(true);
        JsonNode status = status();

        assertThat(status.at("/running/daemon").asBoolean()).isTrue();
        assertThat(status.at("/schedule/nextRun").isTextual()).isTrue();
        assertThat(status.at("/devices/0/condition/state").asText()).isEqualTo("ok");
        assertThat(status.at("/devices/0/condition/nextAttempt").isTextual()).isTrue();
        stopDaemon();
        assertThat(status().at("/running/daemon").asBoolean()).isFalse();
    }

    @Test
    void status_explainsADeadAndARefusingDevice_andOneNeverTried() throws Exception {
        home = new AgentHome(folder)
                .receiver(receiver.url())
                .with(QUICK)
                .device("front", terminal.port(), PASSWORD)
                .device("dead", 1, PASSWORD);
        assertThat(status().at("/devices/1/condition/state").asText()).isEqualTo("never-read");
        run("sync");
        run("sync");

        JsonNode status = status();
        assertThat(status.at("/devices/0/condition/state").asText()).isEqualTo("ok");
        assertThat(status.at("/devices/1/condition/state").asText()).isEqualTo("failing");
        assertThat(status.at("/devices/1/condition/failures").asInt()).isEqualTo(2);
        assertThat(status.at("/devices/1/condition/since").asText())
                .isLessThan(status.at("/devices/1/condition/lastAttempt").asText());
        assertThat(status.at("/devices/1/condition/explanation").asText()).contains("never read");

        home = new AgentHome(folder).receiver(receiver.url()).with(QUICK).device("front", terminal.port(), "wrong");
        run("sync");
        run("sync");
        run("sync");
        assertThat(status().at("/devices/0/condition/state").asText()).isIn("password-withheld", "refused");
        assertThat(status().at("/devices/0/condition/explanation").asText()).contains("doctor --retry front");
    }

    @Test
    void export_writesTheFile_alsoBesideTheDaemon() throws Exception {
        first(true);
        Path file = folder.resolve("punches.csv");

        assertThat(run("export", "--format", "csv", "--out", file.toString())).isEqualTo(0);
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .last()
                .asString()
                .contains("Canary Nimal")
                .endsWith("true");
        assertThat(run("export", "--format", "jsonl", "--to", "2001-01-01")).isEqualTo(0);
        assertThat(out.toString()).isEmpty();
        assertThat(run(
                        "export",
                        "--format",
                        "csv",
                        "--out",
                        folder.resolve("no/where.csv").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("Check that the folder exists");
    }

    @Test
    void wrongUsage_namesEveryProblem() throws Exception {
        assertThat(run("backfill", "--to", "yesterday", "--device", "nobody")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--from is missing")
                .contains("--to 'yesterday' is no time")
                .contains("No device is called 'nobody'");
        assertThat(run("backfill", "--from", "2026-02-01", "--to", "2026-01-01T08:00"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is not before --to");
        assertThat(run("outbox", "requeue")).isEqualTo(2);
        assertThat(run("outbox", "list", "--state", "lost")).isEqualTo(2);
        assertThat(run("quarantine", "replay")).isEqualTo(2);
        assertThat(run("export")).isEqualTo(2);
        assertThat(run("outbox")).isEqualTo(2);
        assertThat(run("quarantine")).isEqualTo(2);
        for (List<String> command : List.of(
                List.of("backfill"),
                List.of("outbox", "list"),
                List.of("outbox", "requeue"),
                List.of("quarantine", "list"),
                List.of("quarantine", "replay"),
                List.of("export"))) {
            List<String> help = new ArrayList<>(command);
            help.add("--help");
            assertThat(run(help.toArray(String[]::new))).isEqualTo(0);
        }
    }

    /** A first run, by the daemon or by a command. */
    private void first(boolean beside) throws Exception {
        if (beside) {
            startDaemon();
        } else {
            run("sync");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> status().get("lastRun").isTextual()
                        && status().get("waiting").asInt() == 0);
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
    }

    private void startDaemon() throws IOException {
        daemon = Agent.openToRun(home.config());
        running = new Thread(daemon::run, "daemon");
        running.start();
    }

    private void stopDaemon() throws InterruptedException {
        if (daemon != null) {
            daemon.close();
            running.join(10_000);
            daemon = null;
        }
    }

    private JsonNode log() throws IOException {
        return status().get("devices").get(0).get("log");
    }

    private void lose() {
        LocalDateTime from = LocalDateTime.parse("2026-11-01T08:00:10");
        try (SqliteStore store = SqliteStore.open(home.data().resolve("journal.db"), InstantSource.system())) {
            store.journal()
                    .keepLostTimes(
                            DeviceKey.of("FX0000001"),
                            List.of(new LostTime(from, from.withHour(17).withSecond(0), Instant.EPOCH)));
        }
    }

    private void quarantine() {
        DeviceKey key = DeviceKey.of("FX0000001");
        RecordContext context = new RecordContext("Asia/Colombo", null, null, Channel.POLL);
        Instant seenAt = Instant.parse("2026-11-23T04:00:00Z");
        try (SqliteStore store = SqliteStore.open(home.data().resolve("journal.db"), InstantSource.system())) {
            long pass = store.journal().beginPass(key, "TEST", seenAt);
            List<QuarantinedRecord> records = List.of(record("2026-11-23T09:00:01", context), record("soon", context));
            store.journal().append(new JournalPage(pass, key, List.of(), records, 0, null, seenAt));
        }
    }

    private static QuarantinedRecord record(String time, RecordContext context) {
        String raw = "{\"major\":5,\"minor\":75,\"time\":\"" + time
                + "\",\"serialNo\":7000,\"employeeNoString\":\"00012\",\"name\":\"Nimal\"}";
        return new QuarantinedRecord("not understood by an older version", RawRecord.ofText(raw), context);
    }

    private JsonNode status() throws IOException {
        return new ObjectMapper().valueToTree(Agent.status(home.config()));
    }

    private int run(String... command) throws IOException {
        return CommandRun.of(RootCommand.commandLine(Map.of()), out, err, CommandRun.on(home.file(), command));
    }
}
