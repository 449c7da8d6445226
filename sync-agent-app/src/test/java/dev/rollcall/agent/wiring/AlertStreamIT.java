package dev.rollcall.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.health.StatusReport;
import dev.rollcall.agent.health.SyncReport;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.SimulatedDevice;
import dev.rollcall.simulator.StreamFault;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The daemon listening to a terminal's event stream. Its schedule comes due once a year, so whatever comes is not read by a pass. */
class AlertStreamIT extends AgentAgainstSimulator {

    private static final String PATH = "/alertStream";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void punch_arrivesBeforeTheNextPass_andIsDeliveredOnceWhenItIsReadLater() throws Exception {
        listening(PASSWORD);
        try (Daemon daemon = new Daemon()) {
            until(() -> terminal.streams() == 1);
            String before = device().checkpoint();

            terminal.device().punch(NIMAL, 75);

            until(() -> receiver.stored().size() == 1);
            assertThat(device().checkpoint()).as("a stream proves nothing").isEqualTo(before);
            assertThat(device().events()).isEqualTo(1);
            assertThat(terminal.streams()).isEqualTo(1);
        }
        until(() -> terminal.streams() == 0);
        terminal.device().advance(Duration.ofSeconds(5));

        SyncReport later = sync();

        assertThat(later.complete()).as("%s", later).isTrue();
        assertThat(later.passes().get(0).tally().journaled()).isZero();
        assertThat(later.passes().get(0).tally().known()).isEqualTo(1);
        assertThat(receiver.stored()).hasSize(1);
        assertThat(device().contradictions()).isZero();
    }

    @Test
    void cutStream_isOpenedAgain_andThePassBringsWhatItMissed() throws Exception {
        listening(PASSWORD);
        try (Daemon daemon = new Daemon()) {
            until(() -> terminal.streams() == 1);
            terminal.enqueueStreamFault(StreamFault.CUT);
            long opened = streamRequests();
            terminal.device().punch(NIMAL, 75);

            until(() -> streamRequests() > opened && terminal.streams() == 1);
            terminal.device().advance(Duration.ofSeconds(2));
            terminal.device().punch(NIMAL, 75);
            until(() -> receiver.stored().size() >= 1);
        }
        sync();

        assertThat(receiver.stored()).hasSize(2).doesNotHaveDuplicates();
        assertThat(new View(home.config()).quarantine(10))
                .as("half an event is kept for a person")
                .isNotEmpty();
        assertThat(device().quarantined()).as("the log was read without fault").isZero();
    }

    @Test
    void withoutTheSetting_noStreamIsEverAskedFor() throws Exception {
        terminal.device().punch(NIMAL, 75);
        home.with("schedule: 0 0 1 1 *");
        try (Daemon daemon = new Daemon()) {
            until(() -> device().lastRead() != null);
        }

        assertThat(terminal.requests()).isNotEmpty();
        assertThat(streamRequests()).isZero();
    }

    @Test
    void anotherDeviceAtTheAddress_isNotListenedTo_untilAPassHasMetIt() throws Exception {
        listening(PASSWORD);
        try (Daemon daemon = new Daemon()) {
            until(() -> terminal.streams() == 1);
            long opened = streamRequests();

            terminal.replaceDevice(
                    SimulatedDevice.builder()
                            .shortSerial("ZZ0000009")
                            .zone(ZoneId.of("Asia/Colombo"))
                            .people(NIMAL)
                            .build(),
                    FirmwareProfile.GENERIC);
            until(() -> device().alarms().stream().anyMatch(alarm -> alarm.contains("Nothing is taken")));
            terminal.device().punch(NIMAL, 75);

            assertThat(streamRequests()).isEqualTo(opened);
            assertThat(receiver.stored()).isEmpty();
            assertThat(device().key()).isEqualTo("FX0000001");
        }
    }

    @Test
    void refusedPassword_isPresentedTwiceAtMost_byPassesAndStreamTogether() throws Exception {
        sync();
        listening("wrong-password");
        try (Daemon daemon = new Daemon()) {
            until(() -> device().passwordWithheld()
                    && device().alarms().stream().anyMatch(alarm -> alarm.contains("event stream")));
        }

        assertThat(terminal.refusedPasswords()).isBetween(1, 2);
        assertThat(streamRequests()).isZero();
    }

    private void listening(String password) {
        home = new AgentHome(folder)
                .receiver(receiver.url())
                .device("front", terminal.port(), password)
                .deviceSetting("front", "alertStream: on")
                .with("  streamRetry: 100ms\n  streamRetryCap: 500ms\n  streamStep: 200ms\nschedule: 0 0 1 1 *");
    }

    private StatusReport.DeviceState device() throws IOException {
        return status().devices().get(0);
    }

    private long streamRequests() {
        return terminal.requests().stream()
                .filter(request -> request.toString().contains(PATH))
                .count();
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(condition);
    }

    /** The agent, running until it is closed, which takes no longer than it may. */
    private final class Daemon implements AutoCloseable {

        private final Duration stop;
        private final Agent agent;
        private final Thread thread;

        private Daemon() throws IOException {
            var config = home.config();
            this.stop = config.timeouts().stop();
            this.agent = Agent.open(config);
            this.thread = new Thread(agent::run, "daemon of the test");
            thread.start();
        }

        @Override
        public void close() throws InterruptedException {
            long begun = System.nanoTime();
            agent.close();
            thread.join();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(stop);
        }
    }
}
