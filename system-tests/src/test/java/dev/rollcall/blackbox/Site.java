package dev.rollcall.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.health.Json;
import dev.rollcall.agent.health.SyncReport;
import dev.rollcall.agent.wiring.Agent;
import dev.rollcall.house.AgentProcess;
import dev.rollcall.house.Artifacts;
import dev.rollcall.house.JarProcess;
import dev.rollcall.house.Pause;
import dev.rollcall.oracle.ScriptedReceiver;
import dev.rollcall.oracle.Truth;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One terminal, a scripted receiver and the packaged agent between them, with time-outs short enough to be waited for. */
final class Site implements AutoCloseable {

    static final String TOKEN = "rc_agent_blackbox_canary";
    static final String PASSWORD = "site-password-canary";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AtomicInteger DEVICES = new AtomicInteger();
    private static final long COMMAND_SECONDS = 90;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final SimulatedDevice device;
    private final DeviceSimulator terminal;
    private final ScriptedReceiver receiver;
    private AgentProcess agent;

    /** What a command came to. */
    record Result(int exitCode, String text) {}

    /** A computer beside this one. */
    record Computer(AgentProcess agent) {}

    private Site(Path folder, ScriptedReceiver receiver, SimulatedDevice device, FirmwareProfile profile)
            throws IOException {
        this.folder = folder;
        this.receiver = receiver;
        this.device = device;
        this.terminal = DeviceSimulator.builder()
                .device(device)
                .profile(profile)
                .credentials("admin", PASSWORD)
                .start();
        this.agent = configured(receiver.url(), settings());
    }

    /** Builds one with a terminal that has so many punches; the agent has not run yet. */
    static Site in(Path folder, int punches) throws IOException {
        return in(folder, newDevice(punches));
    }

    /** Builds one with this terminal. */
    static Site in(Path folder, SimulatedDevice device) throws IOException {
        return in(folder, device, FirmwareProfile.GENERIC);
    }

    /** Builds one with this terminal of this kind. */
    static Site in(Path folder, SimulatedDevice device, FirmwareProfile profile) throws IOException {
        return new Site(folder, ScriptedReceiver.start(), device, profile);
    }

    /** Another computer with an agent of its own for the same terminal and receiver. */
    Computer secondComputer(Path otherFolder) throws IOException {
        List<String> terminals = List.of(terminalYaml("front", terminal.port()));
        return new Computer(
                AgentProcess.configured(artifacts(), otherFolder, yaml(receiver.url(), terminals, settings())));
    }

    static SimulatedDevice newDevice(int punches) {
        int number = DEVICES.incrementAndGet();
        SimulatedDevice device = SimulatedDevice.builder()
                .shortSerial("SITE%05d".formatted(number))
                .zone(ZoneId.of("Asia/Colombo"))
                .build();
        device.seed(number, punches);
        punch(device, 1);
        return device;
    }

    /** Lets so many people punch now. */
    static void punch(SimulatedDevice device, int times) {
        List<Person> people = device.people();
        for (int turn = 0; turn < times; turn++) {
            device.punch(people.get(turn % people.size()), 75);
        }
    }

    /** The same with one event in a batch, so that each fault strikes one event. */
    Site inSingleFile() throws IOException {
        return with("batchSize: 1");
    }

    /** The same with other limits, each as {@code key: value}. */
    Site with(String... limits) throws IOException {
        return with(receiver.url(), settings(limits));
    }

    /** The same with these lines of settings and no others but the defaults. */
    Site withNothingBut(String settings) throws IOException {
        return with(receiver.url(), settings);
    }

    /** The same with another address of the receiver. */
    Site sendingTo(URI url) throws IOException {
        return with(url, settings());
    }

    /** The same with another address of the receiver and one more line about it, indented by two. */
    Site sendingBy(URI url, String receiverLine) throws IOException {
        String yaml = yaml(url, List.of(terminalYaml("front", terminal.port())), settings());
        String more = yaml.replace("  allowInsecure: true\n", "  allowInsecure: true\n" + receiverLine + "\n");
        agent = AgentProcess.configured(artifacts(), folder, more);
        return this;
    }

    private Site with(URI url, String settings) throws IOException {
        agent = configured(url, settings);
        return this;
    }

    private AgentProcess configured(URI url, String settings) throws IOException {
        List<String> terminals = List.of(terminalYaml("front", terminal.port()));
        return AgentProcess.configured(artifacts(), folder, yaml(url, terminals, settings));
    }

    static String yaml(URI receiver, List<String> terminals, String settings) {
        return """
                receiver:
                  url: %s
                  token: %s
                  allowInsecure: true
                schedule: "* * * * *"
                zone: Asia/Colombo
                dataDir: agent-data
                heartbeatEvery: 1h
                jitter: 0s
                %s
                devices:
                %s""".formatted(receiver, TOKEN, settings, String.join("", terminals));
    }

    static String terminalYaml(String name, int port, String... more) {
        StringBuilder yaml = new StringBuilder("""
                  - name: %s
                    host: 127.0.0.1
                    port: %d
                    username: admin
                    password: %s
                """.formatted(name, port, PASSWORD));
        for (String line : more) {
            yaml.append("    ").append(line).append('\n');
        }
        return yaml.toString();
    }

    /**
     * Waits of milliseconds instead of minutes.
     *
     * @param limits further or other limits, as {@code key: value}
     */
    static String settings(String... limits) {
        Map<String, String> all = new TreeMap<>(
                Map.of("pagePause", "0ms", "retryCap", "100ms", "refusalProbeEvery", "100ms", "restartPause", "0ms"));
        for (String limit : limits) {
            String[] setting = limit.split(": ", 2);
            all.put(setting[0], setting[1]);
        }
        StringBuilder yaml = new StringBuilder("limits:\n");
        all.forEach((key, value) ->
                yaml.append("  ").append(key).append(": ").append(value).append('\n'));
        return yaml + """
                timeouts:
                  receiverConnect: 2s
                  receiverRead: 400ms
                  receiverCall: 1200ms
                """;
    }

    Path folder() {
        return folder;
    }

    SimulatedDevice device() {
        return device;
    }

    DeviceSimulator terminal() {
        return terminal;
    }

    ScriptedReceiver receiver() {
        return receiver;
    }

    AgentProcess agent() {
        return agent;
    }

    /** Runs a command to its end. */
    Result run(String... command) throws IOException, InterruptedException {
        return resultOf(agent.start(command));
    }

    Result sync() throws IOException, InterruptedException {
        return run("sync");
    }

    /** An ordinary sync before or after what is tested, which must come to its end; in this process it costs no start of another. */
    void syncInside() throws IOException {
        try (Agent inside = Agent.open(config())) {
            SyncReport report = inside.syncOnce();
            assertThat(report.complete()).as("complete; %s", report).isTrue();
        }
    }

    private AgentConfig config() throws IOException {
        return new ConfigReader(Map.of()).read(agent.configuration());
    }

    static Result resultOf(JarProcess process) throws IOException, InterruptedException {
        int exitCode = process.exitCode(COMMAND_SECONDS);
        return new Result(exitCode, process.printed() + process.complained());
    }

    /** What {@code status --json} says; it works beside a running agent. Asked for in this process, like {@link #syncInside}. */
    JsonNode status() throws IOException {
        return JSON.readTree(Json.of(Agent.status(config())));
    }

    /** Waits until the receiver has all that is to be there. */
    void awaitDelivery(JarProcess agentProcess) throws InterruptedException {
        int expected = Truth.deliverable(device).size();
        Pause.until("the delivery of " + expected + " events", PATIENCE, () -> {
            assertThat(agentProcess.isAlive()).as("the agent lives").isTrue();
            return receiver.ledger().size() >= expected;
        });
    }

    /** What the terminal logged is in the receiver, each once; nothing else is. */
    void assertExactlyOnce() {
        assertExactlyOnce(device, receiver);
    }

    static void assertExactlyOnce(SimulatedDevice device, ScriptedReceiver receiver) {
        assertThat(Truth.ofReceiver(receiver.ledger().events(device.shortSerial())))
                .as("what the receiver has of " + device.shortSerial())
                .isEqualTo(Truth.deliverable(device));
        assertThat(receiver.ledger().contradictions()).isEmpty();
    }

    /** Whether a program can be called here. */
    static boolean has(String program) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor();
            return true;
        } catch (IOException absent) {
            return false;
        }
    }

    /** Sends a process a signal, such as {@code STOP}. */
    static void signal(JarProcess process, String signal) throws IOException, InterruptedException {
        int done = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(done).as("exit code of kill -" + signal).isZero();
    }

    static Artifacts artifacts() {
        return new Artifacts(Path.of(System.getProperty("rollcall.home")));
    }

    @Override
    public void close() throws IOException {
        terminal.close();
        receiver.close();
    }
}
