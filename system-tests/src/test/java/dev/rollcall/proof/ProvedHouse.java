package dev.rollcall.proof;

import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.reconcile.VerifyReport;
import dev.rollcall.agent.reconcile.VerifyScope;
import dev.rollcall.agent.wiring.Agent;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.house.AgentProcess;
import dev.rollcall.house.Artifacts;
import dev.rollcall.house.ReceiverProcess;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SimulatedDevice;
import dev.rollcall.simulator.SimulatedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * One terminal with a day of punches and a hole after each, the agent in this process and the packaged receiver, all agreeing at first.
 */
final class ProvedHouse implements AutoCloseable {

    static final int PUNCHES = 60;

    private static final ZoneOffset OFFSET = ZoneOffset.ofHoursMinutes(5, 30);
    private static final String PASSWORD = "proof-password";

    private final SimulatedDevice device;
    private final DeviceSimulator terminal;
    private final AgentProcess configuration;
    private final Path receiverFile;
    private final LocalDate day;
    private final Agent agent;

    ProvedHouse(Path folder, ReceiverProcess receiver, Path receiverData, String key) throws Exception {
        Files.createDirectories(folder);
        this.receiverFile = receiverData.resolve("rollcall.db");
        this.device = SimulatedDevice.builder()
                .shortSerial(key)
                .zone(ZoneId.of("Asia/Colombo"))
                .build();
        device.addPerson(Person.of("1001", "Nimal"));
        device.addPerson(Person.of("1002", "Kamala"));
        this.day = LocalDate.now(OFFSET).minusDays(3);
        for (int number = 1; number <= PUNCHES; number++) {
            device.log(punch(2L * number, number));
        }
        this.terminal = DeviceSimulator.builder()
                .device(device)
                .credentials("admin", PASSWORD)
                .start();
        this.configuration = AgentProcess.in(
                        new Artifacts(Path.of(System.getProperty("rollcall.home"))),
                        folder,
                        receiver.url(),
                        receiver.agentToken(key),
                        List.of(new AgentProcess.Terminal("front", terminal, PASSWORD)))
                .with("limits:\n  pagePause: 0ms\n  gather: 0ms\n");
        this.agent = Agent.open(new ConfigReader(Map.of()).read(configuration.configuration()));
        agent.syncOnce();
    }

    /** A punch of the day. */
    SimulatedEvent punch(long serial, int number) {
        OffsetDateTime at = day.atTime(8, 0).atOffset(OFFSET).plusMinutes(7L * number);
        return SimulatedEvent.of(5, 75)
                .withSerialNo(serial)
                .withTime(at)
                .withPerson(device.people().get(number % 2))
                .withDoorNo(1);
    }

    /** Compares the day, record by record and row by row. */
    VerifyReport verify() {
        return agent.verifyOnce(new VerifyScope(day, day.plusDays(1), 1, true, true, true));
    }

    /** Returns what was found, but for the holes, which are known to be such. */
    static List<Finding> found(VerifyReport report) {
        return report.devices().stream()
                .flatMap(one -> one.allFindings().stream())
                .filter(finding -> finding.kind() != Finding.Kind.ABSENT && finding.kind() != Finding.Kind.GAP)
                .distinct()
                .toList();
    }

    SimulatedDevice device() {
        return device;
    }

    Connection journal() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:sqlite:" + configuration.dataDir().resolve("journal.db"));
    }

    Connection receiver() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + receiverFile);
        try (var statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 10000");
        }
        return connection;
    }

    @Override
    public void close() throws IOException {
        agent.close();
        terminal.close();
    }
}
