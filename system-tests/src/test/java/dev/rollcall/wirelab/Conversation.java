package dev.rollcall.wirelab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.health.SyncReport;
import dev.rollcall.agent.wiring.Agent;
import dev.rollcall.isapi.PasswordRefusals;
import dev.rollcall.lab.Scratch;
import dev.rollcall.oracle.ScriptedReceiver;
import dev.rollcall.oracle.Truth;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SimulatedDevice;
import dev.rollcall.wirelab.Wire.Cut;
import dev.rollcall.wirelab.Wire.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A whole conversation of a new agent with one terminal and its receiver, over a wire to each: it meets the terminal, reads its log page by page,
 * delivers, and reports. Each has a journal and a receiver of its own; the terminal is the same for many.
 */
final class Conversation {

    private static final String KEY = "WIRELAB01";
    private static final String PASSWORD = "wire-lab-password";
    private static final String TOKEN = "rc_agent_wire_lab";
    private static final int PUNCHES = 6;

    /** P9: silence may be a refusal, so every agent waits half an hour after two. */
    private static final String HELD_BACK = "times and never answered";

    private final DeviceSimulator terminal;
    private final SimulatedDevice device;
    private final Path folder;
    private int number;
    private int heldBack;

    /** Which wire. */
    enum Leg {
        DEVICE,
        RECEIVER
    }

    Conversation(Path folder) throws IOException {
        this.folder = folder;
        this.device = SimulatedDevice.builder()
                .shortSerial(KEY)
                .zone(ZoneId.of("Asia/Colombo"))
                .build();
        device.addPerson(Person.of("1001", "Nimal"));
        for (int punch = 0; punch < PUNCHES; punch++) {
            device.punch(device.people().get(0), 75);
        }
        this.terminal = DeviceSimulator.builder()
                .device(device)
                .credentials("admin", PASSWORD)
                .start();
    }

    /** How many bytes go each way of each wire if nobody cuts it. */
    Map<String, Long> lengths() throws IOException {
        Map<String, Long> lengths = new TreeMap<>();
        try (Trial trial = new Trial()) {
            trial.sync();
            trial.assertDelivered("uncut");
            for (Leg leg : Leg.values()) {
                for (Way way : Way.values()) {
                    lengths.put(leg + " " + way, trial.wire(leg).passed(way));
                }
            }
        }
        return lengths;
    }

    /** Cuts once, goes on with the same agent or a new one, and tells whether the cut struck. */
    boolean cut(Leg leg, Way way, long at, Cut how, boolean sameAgent) throws IOException {
        String what = leg + " " + way + " cut after " + at + " bytes, " + how;
        int refusedBefore = terminal.refusedPasswords();
        try (Trial trial = new Trial()) {
            trial.wire(leg).cutAfter(way, at, how);
            SyncReport report = trial.sync();
            boolean struck = trial.wire(leg).isStruck();
            boolean held = assertReason(what, report);
            heldBack += held ? 1 : 0;
            trial.wire(leg).mend();
            if (held) {
                trial.rest();
            } else if (!sameAgent) {
                trial.startAgain();
            }
            SyncReport next = trial.sync();
            if (!held && assertReason(what, next)) {
                heldBack++;
                trial.rest();
                next = trial.sync();
            }
            assertThat(next.complete()).as("%s: the next pass, %s", what, next).isTrue();
            trial.assertDelivered(what);
            assertThat(terminal.refusedPasswords() - refusedBefore)
                    .as("%s: a server that takes half a request for a whole one sees half a password: refused", what)
                    .isBetween(0, 2);
            assertThat(terminal.locked()).as("%s: locked", what).isFalse();
            return struck;
        }
    }

    void close() {
        terminal.close();
    }

    /** How often the terminal refused a password: one whose request was cut within it. */
    int refused() {
        return terminal.refusedPasswords();
    }

    /** How often an agent kept its password to itself for a while, since the terminal twice had not answered to it. */
    int heldBack() {
        return heldBack;
    }

    /** Tells whether the reason is that a terminal which never yet took the password did not answer to it twice. */
    private static boolean assertReason(String what, SyncReport report) {
        if (report.complete()) {
            return false;
        }
        StringBuilder reasons = new StringBuilder();
        report.passes().forEach(pass -> {
            if (pass.failure() != null) {
                reasons.append(pass.failure().reason()).append('\n');
            }
        });
        report.delivery().problems().forEach(problem -> reasons.append(problem).append('\n'));
        assertThat(reasons.toString())
                .as("%s: the reason", what)
                .containsAnyOf("127.0.0.1:", "front", "receiver")
                .hasSizeGreaterThan(25)
                .doesNotContain("java.", "dev.rollcall", PASSWORD, TOKEN, "null", "\tat ");
        assertThat(report.receiverRefused() || report.deviceRefused())
                .as("%s: taken for a refusal, %s", what, reasons)
                .isFalse();
        assertThat(report.exitCode()).as("%s: exit code", what).isEqualTo(ExitCode.INCOMPLETE);
        return reasons.indexOf(HELD_BACK) >= 0;
    }

    /** One agent with its wires and its receiver. */
    private final class Trial implements AutoCloseable {

        private final ScriptedReceiver receiver = ScriptedReceiver.start();
        private final Wire toDevice = Wire.to(terminal.port());
        private final Wire toReceiver = Wire.to(receiver.port());
        private final Path home = Files.createDirectory(folder.resolve("agent-" + number++));
        private Agent agent = Agent.open(config());

        Trial() throws IOException {}

        Wire wire(Leg leg) {
            return leg == Leg.DEVICE ? toDevice : toReceiver;
        }

        SyncReport sync() {
            return agent.syncOnce();
        }

        void startAgain() throws IOException {
            agent.close();
            agent = Agent.open(config());
        }

        /** Half an hour goes by between two processes. */
        void rest() throws IOException {
            agent.close();
            String journal = "jdbc:sqlite:" + home.resolve("data").resolve("journal.db");
            try (Connection connection = DriverManager.getConnection(journal);
                    PreparedStatement earlier =
                            connection.prepareStatement("update presentation set last_unanswered = ?")) {
                earlier.setString(1, Instant.now().minus(PasswordRefusals.REST).toString());
                assertThat(earlier.executeUpdate()).isEqualTo(1);
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
            agent = Agent.open(config());
        }

        void assertDelivered(String what) {
            assertThat(Truth.ofReceiver(receiver.ledger().events(KEY)))
                    .as("%s: what the receiver has", what)
                    .isEqualTo(Truth.deliverable(device));
            assertThat(receiver.ledger().contradictions()).as(what).isEmpty();
        }

        private AgentConfig config() throws IOException {
            Path yaml = home.resolve("agent.yaml");
            Files.writeString(yaml, """
                    receiver:
                      url: http://127.0.0.1:%d
                      token: %s
                    schedule: "* * * * *"
                    zone: Asia/Colombo
                    dataDir: data
                    jitter: 0s
                    limits: {pagePause: 0ms, retryCap: 2ms, restartPause: 0ms, gather: 0ms, pageSize: 5, quickAttempts: 1}
                    devices:
                      - {name: front, host: 127.0.0.1, port: %d, username: admin, password: %s}
                    """.formatted(toReceiver.port(), TOKEN, toDevice.port(), PASSWORD));
            return new ConfigReader(Map.of()).read(yaml);
        }

        @Override
        public void close() throws IOException {
            agent.close();
            toDevice.close();
            toReceiver.close();
            receiver.close();
            terminal.clearRequests();
            for (Path each : List.of(home.resolve("data"), home)) {
                Scratch.remove(each);
            }
        }
    }
}
