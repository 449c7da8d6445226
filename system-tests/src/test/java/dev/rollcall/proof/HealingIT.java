package dev.rollcall.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.reconcile.VerifyReport;
import dev.rollcall.agent.wiring.Agent;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.Verdict;
import dev.rollcall.house.AgentProcess;
import dev.rollcall.house.Artifacts;
import dev.rollcall.house.JarProcess;
import dev.rollcall.house.Pause;
import dev.rollcall.house.ReceiverProcess;
import dev.rollcall.lab.LabNote;
import dev.rollcall.oracle.Truth;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SearchTraits;
import dev.rollcall.simulator.SimulatedDevice;
import dev.rollcall.simulator.SimulatedEvent;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What was lost on one side comes back from the others, without a person. */
@Execution(ExecutionMode.CONCURRENT)
class HealingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "healing-password";
    private static final int RESTORES = Integer.getInteger("rollcall.lab.restores", 20);

    private final Artifacts artifacts = new Artifacts(Path.of(System.getProperty("rollcall.home")));

    @TempDir
    private Path folder;

    @Test
    void P5_receiverRestoredFromYesterday_healsFromTheJournal() throws Exception {
        SimulatedDevice device = device("HEAL00001", 90);
        try (DeviceSimulator terminal = simulator(device);
                ReceiverProcess receiver = ReceiverProcess.unpacked(artifacts, folder, List.of())) {
            receiver.start();
            AgentProcess agent = agent(receiver, terminal);
            sync(agent);
            Path backup = backup(receiver);
            punch(device, 25);
            sync(agent);

            restore(receiver, backup, false);
            assertThat(receiver.reader().events("HEAL00001"))
                    .as("what yesterday had")
                    .hasSize(Truth.deliverable(device).size() - 25);
            VerifyReport report = bySchedule(agent);

            VerifyReport.DeviceResult healed = report.devices().get(0);
            assertThat(healed.allFindings()).noneMatch(finding -> finding.blocks());
            assertThat(healed.allFindings().size() + healed.leftOut())
                    .as("each that was missing is named, or counted if it is of a day that has no full hour yet")
                    .isGreaterThanOrEqualTo(25);
            assertThat(Truth.ofReceiver(receiver.reader().events("HEAL00001"))).isEqualTo(Truth.deliverable(device));

            restore(receiver, backup, true);
            punch(device, 1);
            sync(agent);
            try (JarProcess daemon = agent.start("run")) {
                Pause.until("the daemon to notice that the receiver is another one", PATIENCE, () -> {
                    assertThat(daemon.isAlive()).isTrue();
                    return receiver.reader().events("HEAL00001").size()
                            == Truth.deliverable(device).size();
                });
            }
            assertThat(Truth.ofReceiver(receiver.reader().events("HEAL00001"))).isEqualTo(Truth.deliverable(device));
        }
    }

    /** Backups of every age, one after the other; each time what came after it is lost and comes back. */
    @Test
    @Tag("long")
    void P5_receiverRestoredFromOldBackups_againAndAgain_healsFromTheJournal() throws Exception {
        SimulatedDevice device = device("HEAL00004", 60);
        Random random = new Random(20261130);
        LabNote note = LabNote.begin("restore", "receiver from an old backup");
        long back = 0;
        try (DeviceSimulator terminal = simulator(device);
                ReceiverProcess receiver = ReceiverProcess.unpacked(artifacts, folder, List.of())) {
            receiver.start();
            AgentProcess agent = agent(receiver, terminal);
            sync(agent);
            for (int round = 0; round < RESTORES; round++) {
                if (round % 4 == 0) {
                    Files.deleteIfExists(folder.resolve("yesterday.db"));
                    backup(receiver);
                }
                int fresh = 1 + random.nextInt(30);
                punch(device, fresh);
                sync(agent);
                int before = receiver.reader().events("HEAL00004").size();
                restore(receiver, folder.resolve("yesterday.db"), false);
                back += before - receiver.reader().events("HEAL00004").size();
                bySchedule(agent);
                assertThat(Truth.ofReceiver(receiver.reader().events("HEAL00004")))
                        .as("after restore %d", round)
                        .isEqualTo(Truth.deliverable(device));
            }
        }
        note.counted(RESTORES, RESTORES)
                .say("%d rows were gone and came back", back)
                .end();
    }

    @Test
    void O4_newAgentAfterTheComputerIsLost_healsFromDeviceAndReceiver() throws Exception {
        SimulatedDevice device = device("HEAL00002", 90);
        try (DeviceSimulator terminal = simulator(device);
                ReceiverProcess receiver = ReceiverProcess.unpacked(artifacts, folder, List.of())) {
            receiver.start();
            AgentProcess agent = agent(receiver, terminal);
            sync(agent);
            List<SimulatedEvent> ever = new ArrayList<>(device.events());
            remove(agent.dataDir());
            device.memory().delete(serial -> serial < 30);
            punch(device, 10);
            ever.addAll(device.events()
                    .subList(device.events().size() - 10, device.events().size()));

            VerifyReport report = bySchedule(agent);

            assertThat(report.exitCode()).as(report.text()).isZero();
            assertThat(report.devices().get(0).allFindings())
                    .as("nothing is taken for wrong")
                    .isEmpty();
            assertThat(Truth.ofReceiver(receiver.reader().events("HEAL00002"))).isEqualTo(Truth.deliverable(ever));
        }
    }

    /** P8: that a device cannot count is said, and is no agreement; where its days may be read they are compared by that. */
    @Test
    void P8_deviceThatCannotCount_isNeverSaidToAgree_unlessItIsRead() throws Exception {
        SimulatedDevice device = device("HEAL00003", 60);
        try (DeviceSimulator terminal = DeviceSimulator.builder()
                        .device(device)
                        .profile(FirmwareProfile.GENERIC.toBuilder("counts nothing")
                                .with(SearchTraits.COUNTS_EVENTS, false)
                                .with(SearchTraits.TOTAL, SearchTraits.Total.MISSING)
                                .build())
                        .credentials("admin", PASSWORD)
                        .start();
                ReceiverProcess receiver = ReceiverProcess.unpacked(artifacts, folder, List.of())) {
            receiver.start();
            AgentProcess agent = agent(receiver, terminal);
            sync(agent);

            VerifyReport read = bySchedule(agent);
            assertThat(read.exitCode()).as(read.text()).isZero();
            assertThat(read.text()).contains("read and compared").doesNotContain("(counted)");

            VerifyReport uncounted = bySchedule(agent.with("verify:\n  reads: off\n"));
            assertThat(uncounted.exitCode()).as(uncounted.text()).isEqualTo(1);
            assertThat(uncounted.devices().get(0).days().stream().filter(day -> day.journal() > 0))
                    .as("days with records; that a search finds nothing is an answer")
                    .isNotEmpty()
                    .extracting(DayProof::verdict)
                    .containsOnly(Verdict.CANNOT_COUNT);
        }
    }

    private AgentProcess agent(ReceiverProcess receiver, DeviceSimulator terminal)
            throws IOException, InterruptedException {
        return AgentProcess.in(
                        artifacts,
                        folder,
                        receiver.url(),
                        receiver.agentToken("office"),
                        List.of(new AgentProcess.Terminal("front", terminal, PASSWORD)))
                .with("jitter: 0s\nlimits:\n  pagePause: 0ms\n");
    }

    private static SimulatedDevice device(String key, int events) {
        SimulatedDevice device = SimulatedDevice.builder()
                .shortSerial(key)
                .zone(ZoneId.of("Asia/Colombo"))
                .build();
        device.seed(key.hashCode(), events);
        return device;
    }

    private static DeviceSimulator simulator(SimulatedDevice device) throws IOException {
        return DeviceSimulator.builder()
                .device(device)
                .credentials("admin", PASSWORD)
                .start();
    }

    private static void punch(SimulatedDevice device, int times) {
        List<Person> people = device.people();
        for (int turn = 0; turn < times; turn++) {
            device.punch(people.get(turn % people.size()), 75);
        }
    }

    private static void sync(AgentProcess agent) throws IOException {
        try (Agent inside = Agent.open(new ConfigReader(Map.of()).read(agent.configuration()))) {
            assertThat(inside.syncOnce().complete()).isTrue();
        }
    }

    private static VerifyReport bySchedule(AgentProcess agent) throws IOException {
        try (Agent inside = Agent.open(new ConfigReader(Map.of()).read(agent.configuration()))) {
            return inside.verifyBySchedule();
        }
    }

    private Path backup(ReceiverProcess receiver) throws IOException, InterruptedException {
        receiver.close();
        Path backup = folder.resolve("yesterday.db");
        Files.copy(receiver.dataDir().resolve("rollcall.db"), backup);
        receiver.start();
        return backup;
    }

    private static void restore(ReceiverProcess receiver, Path backup, boolean told)
            throws IOException, InterruptedException {
        receiver.close();
        for (String rest : List.of("rollcall.db-wal", "rollcall.db-shm")) {
            Files.deleteIfExists(receiver.dataDir().resolve(rest));
        }
        Files.copy(backup, receiver.dataDir().resolve("rollcall.db"), StandardCopyOption.REPLACE_EXISTING);
        if (told) {
            receiver.administer("migrate", "--restored");
        }
        receiver.start();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
