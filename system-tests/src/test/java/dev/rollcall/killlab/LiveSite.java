package dev.rollcall.killlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.house.AgentProcess;
import dev.rollcall.house.Artifacts;
import dev.rollcall.house.JarProcess;
import dev.rollcall.oracle.JournalCopy;
import dev.rollcall.oracle.ScriptedReceiver;
import dev.rollcall.oracle.Truth;
import dev.rollcall.oracle.WireFault;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Two terminals that log punches all the time, one read by serials and one by time, and a receiver that has its bad moments. */
final class LiveSite implements AutoCloseable {

    private static final String PASSWORD = "kill-lab-password";
    private static final ZoneId ZONE = ZoneId.of("Asia/Colombo");

    private final Path folder;
    private final SimulatedDevice front;
    private final SimulatedDevice back;
    private final DeviceSimulator frontTerminal;
    private final DeviceSimulator backTerminal;
    private final ScriptedReceiver receiver;
    private final AgentProcess agent;
    private volatile boolean over;

    LiveSite(Path folder, String name, int history) throws IOException {
        this.folder = Files.createDirectories(folder.resolve(name));
        front = device("KILLAB001", 1, history);
        back = device("KILLAB002", 2, history);
        frontTerminal = terminal(front, FirmwareProfile.GENERIC);
        backTerminal = terminal(back, FirmwareProfile.K1T8003MF);
        receiver = ScriptedReceiver.start();
        agent = AgentProcess.configured(
                new Artifacts(Path.of(System.getProperty("rollcall.home"))), this.folder, yaml());
    }

    private static SimulatedDevice device(String key, long seed, int history) {
        SimulatedDevice device =
                SimulatedDevice.builder().shortSerial(key).zone(ZONE).build();
        device.seed(seed, history);
        return device;
    }

    private static DeviceSimulator terminal(SimulatedDevice device, FirmwareProfile profile) throws IOException {
        return DeviceSimulator.builder()
                .device(device)
                .profile(profile)
                .credentials("admin", PASSWORD)
                .latency(Duration.ofMillis(2))
                .start();
    }

    private String yaml() {
        return """
                receiver:
                  url: %s
                  token: rc_agent_kill_lab
                schedule: "* * * * *"
                jitter: 0s
                zone: Asia/Colombo
                dataDir: agent-data
                limits:
                  pagePause: 0ms
                  batchSize: 20
                  retryCap: 50ms
                  restartPause: 0ms
                timeouts:
                  receiverRead: 2s
                devices:
                  - {name: front, host: 127.0.0.1, port: %d, username: admin, password: %s}
                  - {name: back, host: 127.0.0.1, port: %d, username: admin, password: %s}
                """.formatted(receiver.url(), frontTerminal.port(), PASSWORD, backTerminal.port(), PASSWORD);
    }

    /** Every so many batches something goes wrong on the way; what was stored then is not always known to the agent. */
    void haveBadMoments() {
        AtomicInteger batches = new AtomicInteger();
        List<WireFault> moments = List.of(
                WireFault.answerLostAfterCommit(),
                WireFault.status(503, "text/plain", "busy"),
                WireFault.reset(),
                WireFault.answerCutAt(150));
        WireFault ordinary = WireFault.slowUplink(Integer.MAX_VALUE, Duration.ofMillis(15));
        receiver.always((exchange, ledger) -> {
            int number = batches.incrementAndGet();
            WireFault fault = number % 5 == 0 ? moments.get(number / 5 % moments.size()) : ordinary;
            fault.strike(exchange, ledger);
        });
    }

    /** Logs a punch on each terminal. */
    void punch() {
        for (SimulatedDevice device : List.of(front, back)) {
            List<Person> people = device.people();
            device.punch(people.get((int) (device.newestSerial() % people.size())), 75);
        }
    }

    /** Goes on logging punches until {@link #quiet}. */
    Thread liveTraffic(Duration every) {
        Thread traffic = new Thread(
                () -> {
                    while (!over) {
                        punch();
                        LockSupport.parkNanos(every.toNanos());
                    }
                },
                "live traffic");
        traffic.setDaemon(true);
        traffic.start();
        return traffic;
    }

    void quiet(Thread traffic) throws InterruptedException {
        over = true;
        traffic.join();
        receiver.always(null);
    }

    /** A sync that is not killed, until all is settled; a few are allowed, since the receiver may just have been away. */
    String recover() throws IOException, InterruptedException {
        String said = "";
        for (int attempt = 0; attempt < 3; attempt++) {
            JarProcess sync = agent.start("sync");
            int exitCode = sync.exitCode(120);
            said = sync.printed() + sync.complained();
            if (exitCode == 0) {
                return said;
            }
        }
        throw new AssertionError("three syncs did not settle everything: " + said);
    }

    /** Nothing lost, nothing twice, nothing invented; the journal has all the terminals logged and is sound. */
    void assertExactlyOnce() throws IOException, SQLException {
        for (SimulatedDevice device : List.of(front, back)) {
            assertThat(Truth.ofReceiver(receiver.ledger().events(device.shortSerial())))
                    .as("what the receiver has of " + device.shortSerial())
                    .isEqualTo(Truth.deliverable(device));
            assertThat(Truth.ofJournal(agent.dataDir(), device.shortSerial()))
                    .as("what the journal has of " + device.shortSerial())
                    .isEqualTo(Truth.ofDevice(device));
        }
        assertThat(receiver.ledger().contradictions()).isEmpty();
        try (JournalCopy journal = look()) {
            assertThat(journal.flaws()).isEmpty();
            assertThat(journal.number("select count(*) from outbox where state <> 'settled'"))
                    .isZero();
        }
    }

    /** A look into the journal as it lies there now. */
    JournalCopy look() throws IOException, SQLException {
        return JournalCopy.of(agent.dataDir(), Files.createDirectories(folder.resolve("look")));
    }

    /** How often the terminals were asked something. */
    int asked() {
        return frontTerminal.requests().size() + backTerminal.requests().size();
    }

    long logged() {
        return front.events().size() + back.events().size();
    }

    ScriptedReceiver receiver() {
        return receiver;
    }

    AgentProcess agent() {
        return agent;
    }

    @Override
    public void close() throws IOException {
        over = true;
        frontTerminal.close();
        backTerminal.close();
        receiver.close();
    }
}
