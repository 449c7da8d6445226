package dev.rollcall.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.house.AgentProcess;
import dev.rollcall.house.Artifacts;
import dev.rollcall.house.JarProcess;
import dev.rollcall.house.Pause;
import dev.rollcall.house.ReceiverProcess;
import dev.rollcall.oracle.Truth;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A thousand events of two terminals walk the whole house, whatever is stopped meanwhile. One subclass per database. */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
abstract class WholeWalkContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ZONE = "Asia/Colombo";
    private static final int ALL = 1_000;

    @TempDir
    private Path folder;

    /** Options that name the receiver's database; empty for SQLite. */
    abstract List<String> database();

    @Test
    void thousandEvents_areInDeviceJournalAndReceiver_exactlyOnce()
            throws IOException, InterruptedException, SQLException {
        Artifacts artifacts = new Artifacts(Path.of(System.getProperty("rollcall.home")));
        SimulatedDevice pagesOf30 = device("WALK00030");
        SimulatedDevice pagesOf10 = device("WALK00010");
        try (DeviceSimulator front = simulator(pagesOf30, FirmwareProfile.GENERIC);
                DeviceSimulator back = simulator(pagesOf10, FirmwareProfile.K1T8003MF);
                ReceiverProcess receiver = ReceiverProcess.unpacked(artifacts, folder, database())) {
            front.pushTo(receiver.addDevice("WALK00030", "front", ZONE));
            back.pushTo(receiver.addDevice("WALK00010", "back", ZONE));
            AgentProcess agent = AgentProcess.in(
                            artifacts, folder, receiver.url(), receiver.agentToken("office"), terminals(front, back))
                    .with("limits:\n  pagePause: 0ms\n");
            walk(receiver, agent, front, back);

            assertThat(pagesOf30.events().size() + pagesOf10.events().size()).isEqualTo(ALL);
            for (SimulatedDevice device : List.of(pagesOf30, pagesOf10)) {
                assertAgreement(device, receiver, agent);
            }
        }
    }

    private void walk(ReceiverProcess receiver, AgentProcess agent, DeviceSimulator front, DeviceSimulator back)
            throws IOException, InterruptedException {
        receiver.start();
        assertThat(agent.run("sync")).as("history by pull").isZero();

        live(front, back, 40);
        assertThat(agent.run("sync")).as("pull while pushes come").isZero();
        live(front, back, 30);

        receiver.close();
        live(front, back, 40);
        assertThat(agent.run("sync"))
                .as("nothing can be delivered while the receiver is stopped")
                .isEqualTo(1);
        receiver.start();
        live(front, back, 30);

        try (JarProcess daemon = agent.start("run")) {
            live(front, back, 40);
            awaitPushes(front, back);
            daemon.kill();
        }
        live(front, back, 20);
        receiver.kill();
        receiver.start();
        assertThat(agent.run("sync")).as("after agent and receiver were killed").isZero();
        awaitPushes(front, back);
    }

    private static void assertAgreement(SimulatedDevice device, ReceiverProcess receiver, AgentProcess agent)
            throws InterruptedException, SQLException {
        assertThat(Truth.ofJournal(agent.dataDir(), device.shortSerial()))
                .as("journal of " + device.shortSerial())
                .isEqualTo(Truth.ofDevice(device));
        assertThat(Truth.ofReceiver(receiver.reader().events(device.shortSerial())))
                .as("receiver's events of " + device.shortSerial())
                .isEqualTo(Truth.deliverable(device));
    }

    private static SimulatedDevice device(String key) {
        SimulatedDevice device =
                SimulatedDevice.builder().shortSerial(key).zone(ZoneId.of(ZONE)).build();
        device.seed(key.hashCode(), 400);
        return device;
    }

    private static DeviceSimulator simulator(SimulatedDevice device, FirmwareProfile profile) throws IOException {
        return DeviceSimulator.builder()
                .device(device)
                .profile(profile)
                .credentials("admin", "walk-password")
                .pushRetry(Duration.ofMillis(200))
                .pushPictures(true)
                .start();
    }

    private static List<AgentProcess.Terminal> terminals(DeviceSimulator front, DeviceSimulator back) {
        return List.of(
                new AgentProcess.Terminal("front", front, "walk-password"),
                new AgentProcess.Terminal("back", back, "walk-password"));
    }

    /** Logs so many events of mixed kinds on both terminals together. */
    private static void live(DeviceSimulator front, DeviceSimulator back, int events) {
        for (int i = 0; i < events; i += 2) {
            logOne(front.device());
            logOne(back.device());
        }
    }

    private static void logOne(SimulatedDevice device) {
        int turn = Math.toIntExact(device.newestSerial());
        List<Person> people = device.people();
        switch (turn % 6) {
            case 0 -> device.punch(people.get(turn % people.size()), 75);
            case 1 -> device.door(21);
            case 2 -> device.punch(people.get(turn % people.size()), 38);
            case 3 -> device.door(22);
            case 4 -> device.operation(turn % 4 == 0 ? 1029 : 112);
            default -> device.punch(people.get(turn % people.size()), 1);
        }
    }

    private static void awaitPushes(DeviceSimulator... terminals) throws InterruptedException {
        for (DeviceSimulator terminal : terminals) {
            long newest = terminal.device().newestSerial();
            Pause.until(
                    "the acknowledgement of every push",
                    PATIENCE,
                    () -> terminal.pushAttempts().stream()
                            .anyMatch(attempt -> attempt.serialNo() == newest && attempt.status() == 200));
        }
    }
}
