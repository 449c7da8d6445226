package dev.rollcall.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.health.SyncReport;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.wiring.Agent;
import dev.rollcall.house.AgentProcess;
import dev.rollcall.house.Artifacts;
import dev.rollcall.house.JarProcess;
import dev.rollcall.house.Pause;
import dev.rollcall.house.ReceiverProcess;
import dev.rollcall.oracle.Truth;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent is killed with SIGKILL between any two steps of the walk; one sync afterwards puts everything right. */
@Execution(ExecutionMode.CONCURRENT)
class KillBetweenStepsIT {

    private static final String PASSWORD = "kill-password";
    private static final int EVENTS = 25;

    @TempDir
    private static Path folder;

    private static Path killable;
    private static ReceiverProcess receiver;
    private static String token;
    private static final AtomicInteger DEVICES = new AtomicInteger();

    @BeforeAll
    static void startReceiver() throws IOException, InterruptedException {
        killable = KillableAgent.packagedInto(folder);
        receiver = ReceiverProcess.unpacked(artifacts(), folder, List.of());
        token = receiver.agentToken("office");
        receiver.start();
    }

    @AfterAll
    static void stopReceiver() {
        receiver.close();
    }

    static Stream<Arguments> everyStep() {
        return Stream.of(Step.values())
                .filter(step -> step != Step.HEARTBEAT_SENT)
                .flatMap(step -> happensOnce(step)
                        ? Stream.of(Arguments.of(step, 1))
                        : Stream.of(Arguments.of(step, 1), Arguments.of(step, 2)));
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    void killedAgent_losesNothing_andRepeatsNothing(Step step, int times)
            throws IOException, InterruptedException, SQLException {
        SimulatedDevice device = newDevice();
        try (DeviceSimulator terminal = DeviceSimulator.builder()
                .device(device)
                .profile(FirmwareProfile.K1T8003MF)
                .credentials("admin", PASSWORD)
                .start()) {
            AgentProcess agent = newAgent(device, terminal);

            killAt(agent, step, times);
            assertThat(sync(agent).complete()).isTrue();

            assertThat(Truth.ofJournal(agent.dataDir(), device.shortSerial())).isEqualTo(Truth.ofDevice(device));
            assertThat(Truth.ofReceiver(receiver.reader().events(device.shortSerial())))
                    .isEqualTo(Truth.deliverable(device));
        }
    }

    /** The recovery is what {@code sync-agent sync} does; in this process it costs no start of another. */
    private static SyncReport sync(AgentProcess agent) throws IOException {
        try (Agent recovering = Agent.open(new ConfigReader(Map.of()).read(agent.configuration()))) {
            return recovering.syncOnce();
        }
    }

    private static boolean happensOnce(Step step) {
        return switch (step) {
            case CLOCK_READ, PLANNED, PASS_FINISHED, HEARTBEAT_SENT -> true;
            case PAGE_READ,
                    PAGE_TRANSLATED,
                    PAGE_COMMITTED,
                    SLICE_FINISHED,
                    BATCH_CLAIMED,
                    BATCH_SENT,
                    RECEIPT_READ,
                    BATCH_SETTLED -> false;
        };
    }

    private static void killAt(AgentProcess agent, Step step, int times) throws IOException, InterruptedException {
        JarProcess process = agent.startMain(
                killable,
                KillableAgent.class.getName(),
                agent.configuration().toString(),
                step.name(),
                Integer.toString(times));
        Pause.until("the step " + step, Duration.ofSeconds(60), () -> stands(process) || !process.isAlive());
        assertThat(stands(process))
                .as("reached %s the time no. %d; it said: %s", step, times, process.complained())
                .isTrue();
        process.kill();
    }

    private static boolean stands(JarProcess process) {
        try {
            return process.printed().contains(KillableAgent.STANDING);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SimulatedDevice newDevice() {
        int number = DEVICES.incrementAndGet();
        SimulatedDevice device = SimulatedDevice.builder()
                .shortSerial("KILL%05d".formatted(number))
                .zone(ZoneId.of("Asia/Colombo"))
                .build();
        device.seed(number, EVENTS);
        return device;
    }

    private static AgentProcess newAgent(SimulatedDevice device, DeviceSimulator terminal) throws IOException {
        Path own = Files.createDirectory(folder.resolve(device.shortSerial()));
        return AgentProcess.in(
                        artifacts(),
                        own,
                        receiver.url(),
                        token,
                        List.of(new AgentProcess.Terminal("front", terminal, PASSWORD)))
                .with("limits:\n  pagePause: 0ms\n  batchSize: 5\n");
    }

    private static Artifacts artifacts() {
        return new Artifacts(Path.of(System.getProperty("rollcall.home")));
    }
}
