package dev.rollcall.agent.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.agent.cli.CommandRun;
import dev.rollcall.agent.cli.RootCommand;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.sqlite.SqliteStore;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.agent.testing.StubReceiver;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A computer with an agent, a terminal and a receiver, in which a test breaks one thing and then calls the doctor. */
final class DoctorWorld implements AutoCloseable {

    static final String PASSWORD = "canary-device-password";
    static final Person NIMAL = Person.of("00012", "Canary Nimal");

    final StubReceiver receiver;
    final Map<String, String> environment = new HashMap<>(Map.of("ROLLCALL_LIMITS_BUSY_RETRIES", "0"));
    DeviceSimulator terminal;
    AgentHome home;
    private final StringWriter out = new StringWriter();
    private final List<ServerSocket> kept = new ArrayList<>();
    private Path folder;

    DoctorWorld(Path folder) throws IOException {
        this.folder = folder;
        receiver = new StubReceiver();
        terminal = DeviceSimulator.builder()
                .credentials("admin", PASSWORD)
                .device(device().build())
                .start();
        home = home(PASSWORD);
        Files.setPosixFilePermissions(home.file(), PosixFilePermissions.fromString("rw-------"));
    }

    static SimulatedDevice.Builder device() {
        return SimulatedDevice.builder().zone(ZoneId.of("Asia/Colombo")).people(NIMAL);
    }

    AgentHome home(String password) {
        return new AgentHome(folder).receiver(receiver.url()).device("front", terminal.port(), password);
    }

    void moveTo(String name) throws IOException {
        folder = Files.createDirectory(folder.resolve(name));
        home = home(PASSWORD);
    }

    /** Puts another terminal in the place of the first. */
    void terminal(Consumer<DeviceSimulator.Builder> how) throws IOException {
        terminal.close();
        DeviceSimulator.Builder builder =
                DeviceSimulator.builder().credentials("admin", PASSWORD).device(device().build());
        how.accept(builder);
        terminal = builder.start();
        home = home(PASSWORD);
    }

    /** Keeps a socket open until the end; one that nobody holds is closed when memory is cleared up. */
    ServerSocket keep(ServerSocket socket) {
        kept.add(socket);
        return socket;
    }

    /** Runs a command; returns its exit code. What it prints replaces what was printed before. */
    int run(String... command) throws IOException {
        out.getBuffer().setLength(0);
        return CommandRun.of(RootCommand.commandLine(environment), out, out, CommandRun.on(home.file(), command));
    }

    String printed() {
        return out.toString();
    }

    JsonNode json() throws IOException {
        String text = out.toString();
        return new ObjectMapper().readTree(text.substring(text.indexOf('{')));
    }

    AgentConfig config() throws IOException {
        return new ConfigReader(environment).read(home.file());
    }

    SqliteStore store() {
        return SqliteStore.open(journal(), InstantSource.system());
    }

    Path journal() {
        return home.data().resolve("journal.db");
    }

    @Override
    public void close() throws IOException {
        terminal.close();
        receiver.close();
        for (ServerSocket socket : kept) {
            socket.close();
        }
    }
}
