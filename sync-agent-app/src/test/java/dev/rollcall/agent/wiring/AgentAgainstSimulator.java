package dev.rollcall.agent.wiring;

import dev.rollcall.agent.health.StatusReport;
import dev.rollcall.agent.health.SyncReport;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.agent.testing.StubReceiver;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SimulatedDevice;
import dev.rollcall.simulator.SimulatedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent with a simulated terminal and a stub receiver, for tests of what it does with them. */
abstract class AgentAgainstSimulator {

    static final String PASSWORD = "canary-device-password";
    static final Person NIMAL = Person.of("00012", "Nimal");

    @TempDir
    Path folder;

    StubReceiver receiver;
    DeviceSimulator terminal;
    AgentHome home;

    @BeforeEach
    void start() throws IOException {
        receiver = new StubReceiver();
        terminal = terminal("FX0000001", FirmwareProfile.GENERIC);
        home = new AgentHome(folder).receiver(receiver.url()).device("front", terminal.port(), PASSWORD);
    }

    @AfterEach
    void stop() {
        terminal.close();
        receiver.close();
    }

    SyncReport sync() throws IOException {
        try (Agent agent = Agent.open(home.config())) {
            return agent.syncOnce();
        }
    }

    StatusReport status() throws IOException {
        return Agent.status(home.config());
    }

    static DeviceSimulator terminal(String serial, FirmwareProfile profile) throws IOException {
        return DeviceSimulator.builder()
                .credentials("admin", PASSWORD)
                .profile(profile)
                .device(SimulatedDevice.builder()
                        .shortSerial(serial)
                        .zone(ZoneId.of("Asia/Colombo"))
                        .people(NIMAL, Person.of("7", "Kamala"))
                        .build())
                .start();
    }

    /** Persons and cards, power, clock and reset travel. */
    static long travelling(Stream<SimulatedEvent> events) {
        return events.filter(event -> event.person() != null
                        || (event.major() == 2 && event.minor() == 1024)
                        || (event.major() == 3 && event.minor() == 1029))
                .count();
    }
}
