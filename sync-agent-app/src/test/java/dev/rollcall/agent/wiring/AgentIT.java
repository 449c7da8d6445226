package dev.rollcall.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.collect.PassResult;
import dev.rollcall.agent.health.StatusReport;
import dev.rollcall.agent.health.SyncReport;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.agent.testing.StubReceiver;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SimulatedDevice;
import dev.rollcall.simulator.SimulatedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent against a simulated terminal and a stub receiver. */
class AgentIT {

    private static final String PASSWORD = "canary-device-password";
    private static final Person NIMAL = Person.of("00012", "Nimal");

    @TempDir
    private Path folder;

    private StubReceiver receiver;
    private DeviceSimulator terminal;
    private AgentHome home;

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

    @Test
    void firstRun_readsEverythingTheDeviceHolds_andDeliversWhatTravels() throws IOException {
        terminal.device().seed(1, 400);

        SyncReport report = sync();

        assertThat(report.complete()).as("%s", report).isTrue();
        assertThat(report.passes().get(0).tally().journaled()).isEqualTo(400);
        assertThat(receiver.stored())
                .hasSize((int) travelling(terminal.device().events().stream()))
                .doesNotHaveDuplicates();
        assertThat(receiver.shapeProblems()).isEmpty();
        assertThat(receiver.encodings()).contains("gzip");
    }

    @Test
    void secondRun_bringsOnlyWhatIsNew() throws IOException {
        terminal.device().seed(1, 50);
        sync();
        int before = receiver.stored().size();
        terminal.device().punch(NIMAL, 75);

        SyncReport report = sync();

        assertThat(report.complete()).isTrue();
        assertThat(report.passes().get(0).tally().journaled()).isEqualTo(1);
        assertThat(receiver.stored()).hasSize(before + 1);
    }

    @Test
    void brokenPage_keepsWhatWasRead_andTheNextRunCompletesIt() throws IOException {
        terminal.device().seed(1, 100);
        terminal.enqueueFault(Fault.delay(Duration.ZERO).onPath("/AcsEvent"));
        terminal.enqueueFault(Fault.truncatedBody(200).onPath("/AcsEvent"));

        SyncReport broken = sync();
        SyncReport repaired = sync();

        assertThat(broken.complete()).isFalse();
        assertThat(broken.passes().get(0).tally().journaled()).isPositive().isLessThan(100);
        assertThat(repaired.complete()).as("%s", repaired).isTrue();
        assertThat(broken.passes().get(0).tally().journaled()
                        + repaired.passes().get(0).tally().journaled())
                .isEqualTo(100);
        assertThat(receiver.stored())
                .hasSize((int) travelling(terminal.device().events().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void promiseOfMoreWithoutRows_isNotTakenForTheEnd() throws IOException {
        terminal.device().seed(1, 100);
        terminal.enqueueFault(Fault.moreWithoutRows().onPath("/AcsEvent"));
        terminal.enqueueFault(Fault.moreWithoutRows().onPath("/AcsEvent"));

        SyncReport broken = sync();
        SyncReport repaired = sync();

        assertThat(broken.complete()).isFalse();
        assertThat(broken.passes().get(0).tally().journaled()).isZero();
        assertThat(repaired.complete()).as("%s", repaired).isTrue();
        assertThat(receiver.stored())
                .hasSize((int) travelling(terminal.device().events().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void clearedLog_isNoticed_andEverythingIsReadAgain() throws IOException {
        terminal.device().seed(1, 60);
        terminal.device().punch(NIMAL, 75);
        sync();
        int before = receiver.stored().size();
        terminal.device().clearLog();
        terminal.device().advance(Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            terminal.device().punch(NIMAL, 75);
            terminal.device().advance(Duration.ofSeconds(1));
        }

        SyncReport report = sync();

        assertThat(report.complete()).isTrue();
        assertThat(receiver.stored()).hasSize(before + 5);
        assertThat(status().devices().get(0).alarms()).anyMatch(alarm -> alarm.contains("log was cleared"));
    }

    @Test
    void eventDatedIntoTheFuture_isRead_andIsNotTakenForAClearedLog() throws IOException {
        SimulatedDevice device = terminal.device();
        device.seed(1, 1);
        device.log(SimulatedEvent.of(5, 75)
                .withPerson(device.people().get(0))
                .withTime(device.now().plusYears(3)));
        device.log(SimulatedEvent.of(5, 75)
                .withPerson(device.people().get(0))
                .withTime(device.now().minusDays(2)));

        SyncReport first = sync();
        device.advance(Duration.ofMinutes(5));
        SyncReport afterTheClockMoved = sync();

        assertThat(first.passes().get(0).tally().journaled()).isEqualTo(3);
        assertThat(afterTheClockMoved.passes().get(0).tally().journaled()).isZero();
        assertThat(afterTheClockMoved.passes().get(0).tally().known())
                .as("only the future one")
                .isEqualTo(1);
    }

    @Test
    void clockMovedBack_losesNothing() throws IOException {
        terminal.device().punch(NIMAL, 75);
        sync();
        terminal.device().advance(Duration.ofDays(-3));
        terminal.device().punch(NIMAL, 75);

        SyncReport report = sync();

        assertThat(report.complete()).isTrue();
        assertThat(receiver.stored()).hasSize(2);
    }

    @Test
    void wrongPassword_isPresentedAtMostTwiceOverManyRuns() throws IOException {
        home = new AgentHome(folder).receiver(receiver.url()).device("front", terminal.port(), "wrong-password");

        for (int run = 0; run < 5; run++) {
            SyncReport report = sync();
            assertThat(report.deviceRefused()).isTrue();
            assertThat(report.passes().get(0).failure().reason())
                    .contains("doctor --retry front")
                    .doesNotContain("wrong-password");
        }

        assertThat(terminal.refusedPasswords()).isBetween(1, 2);
        assertThat(terminal.locked()).isFalse();
        assertThat(status().devices().get(0).passwordWithheld()).isTrue();
    }

    @Test
    void correctedPassword_isTriedAtOnce() throws IOException {
        home = new AgentHome(folder).receiver(receiver.url()).device("front", terminal.port(), "wrong-password");
        for (int run = 0; run < 3; run++) {
            sync();
        }
        terminal.device().punch(NIMAL, 75);
        home = new AgentHome(folder).receiver(receiver.url()).device("front", terminal.port(), PASSWORD);

        assertThat(sync().complete()).isTrue();
    }

    @Test
    void failingDevice_doesNotHoldUpTheOthers() throws IOException {
        terminal.device().punch(NIMAL, 75);
        home = new AgentHome(folder)
                .receiver(receiver.url())
                .device("gone", 1, PASSWORD)
                .device("front", terminal.port(), PASSWORD);

        SyncReport report = sync();

        assertThat(report.passes()).extracting(PassResult::device).containsExactly("gone", "front");
        assertThat(report.passes().get(0).complete()).isFalse();
        assertThat(report.passes().get(1).complete()).isTrue();
        assertThat(report.complete()).isFalse();
        assertThat(receiver.stored()).hasSize(1);
    }

    @Test
    void majorZeroRefused_isReadClassByClass() throws IOException {
        terminal.close();
        terminal = terminal(
                "FX0000002",
                FirmwareProfile.GENERIC.toBuilder("no-zero")
                        .majorZeroAccepted(false)
                        .build());
        terminal.device().seed(3, 120);
        home = new AgentHome(folder).receiver(receiver.url()).device("front", terminal.port(), PASSWORD);

        SyncReport report = sync();

        assertThat(report.complete()).as("%s", report).isTrue();
        assertThat(report.passes().get(0).tally().journaled()).isEqualTo(120);
    }

    @Test
    void everyProfile_isReadToTheEnd() throws IOException {
        for (FirmwareProfile profile : FirmwareProfile.all()) {
            try (DeviceSimulator other = terminal("PR0000001", profile)) {
                other.device().seed(5, 90);
                Path own = folder.resolve(profile.name());
                assertThat(own.toFile().mkdir()).isTrue();
                AgentHome other_home =
                        new AgentHome(own).receiver(receiver.url()).device("front", other.port(), PASSWORD);
                try (Agent agent = Agent.open(other_home.config())) {
                    SyncReport report = agent.syncOnce();
                    assertThat(report.passes().get(0).failure())
                            .as(profile.name())
                            .isNull();
                    assertThat(report.passes().get(0).tally().journaled())
                            .as(profile.name())
                            .isEqualTo(90);
                }
            }
        }
    }

    @Test
    void replacedDevice_isANewStream_andAnAlarm() throws IOException {
        terminal.device().punch(NIMAL, 75);
        sync();
        int port = terminal.port();
        terminal.close();
        terminal = DeviceSimulator.builder()
                .credentials("admin", PASSWORD)
                .port(port)
                .device(SimulatedDevice.builder()
                        .shortSerial("ZZ0000009")
                        .people(NIMAL)
                        .build())
                .start();
        terminal.device().punch(NIMAL, 75);

        SyncReport report = sync();

        assertThat(report.complete()).isTrue();
        assertThat(receiver.stored()).hasSize(2);
        assertThat(status().devices().get(0).key()).isEqualTo("ZZ0000009");
        assertThat(status().devices().get(0).alarms()).anyMatch(alarm -> alarm.contains("FX0000001"));
    }

    @Test
    void receiverAway_namesWhatWaits_andLaterDeliversIt() throws IOException {
        terminal.device().punch(NIMAL, 75);
        receiver.answerAlwaysWith(StubReceiver.Scripted.status(503));

        SyncReport away = sync();
        receiver.answerWell();
        SyncReport back = sync();

        assertThat(away.complete()).isFalse();
        assertThat(away.waiting()).isEqualTo(1);
        assertThat(away.delivery().problems()).anyMatch(problem -> problem.contains("503"));
        assertThat(back.complete()).isTrue();
        assertThat(receiver.stored()).hasSize(1);
    }

    @Test
    void rejectedEvent_isListedWithItsReason_andSentAgainToANewReceiverVersion() throws IOException {
        terminal.device().punch(NIMAL, 75);
        receiver.reject(event -> true);

        SyncReport rejected = sync();
        StatusReport listed = status();
        receiver.reject(event -> false);
        receiver.become("store-1", "2.0.0");
        terminal.device().punch(NIMAL, 38);
        sync();
        SyncReport afterwards = sync();

        assertThat(rejected.complete()).isFalse();
        assertThat(listed.rejected())
                .hasSize(1)
                .allMatch(event -> event.reason().equals("not today"));
        assertThat(afterwards.complete()).isTrue();
        assertThat(receiver.stored()).hasSize(2);
    }

    @Test
    void diedAtAnyStep_theNextSyncCompletes() throws IOException {
        terminal.device().seed(7, 70);
        long travelling = travelling(terminal.device().events().stream());
        Set<Step> met = EnumSet.noneOf(Step.class);
        for (Step step : Step.values()) {
            terminal.device().punch(NIMAL, 75);
            travelling++;
            try (Agent agent = Agent.open(home.config(), dieAt(step, met))) {
                agent.syncOnce();
            } catch (Died died) {
                // as intended
            }
            SyncReport report = sync();
            assertThat(report.complete())
                    .as("after dying at %s: %s", step, report)
                    .isTrue();
            assertThat(receiver.stored()).as("after dying at %s", step).hasSize((int) travelling);
        }
        assertThat(met).isEqualTo(EnumSet.allOf(Step.class));
    }

    @Test
    void unreadableRecord_isQuarantined_andThePageGoesOn() throws IOException {
        terminal.device().log(SimulatedEvent.of(5, 75).withPerson(NIMAL));
        terminal.device().log(SimulatedEvent.of(5, 75).withPerson(NIMAL).printedAs("yesterday at noon"));
        terminal.device().log(SimulatedEvent.of(5, 38).withPerson(NIMAL));
        terminal.device().advance(Duration.ofSeconds(5));

        SyncReport first = sync();
        sync();

        assertThat(first.passes().get(0).tally().quarantined()).isEqualTo(1);
        assertThat(first.passes().get(0).tally().journaled()).isEqualTo(2);
        assertThat(status().devices().get(0).quarantined()).isEqualTo(1);
        assertThat(receiver.stored()).hasSize(2);
    }

    @Test
    void secondAgent_isTurnedAway_andStatusWorksBeside() throws IOException {
        terminal.device().punch(NIMAL, 75);
        try (Agent agent = Agent.open(home.config())) {
            agent.syncOnce();

            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Agent.open(home.config()))
                    .isInstanceOf(AgentBusyException.class)
                    .hasMessageContaining("data");
            assertThat(status().devices().get(0).events()).isEqualTo(1);
        }
    }

    private SyncReport sync() throws IOException {
        try (Agent agent = Agent.open(home.config())) {
            return agent.syncOnce();
        }
    }

    private StatusReport status() throws IOException {
        return Agent.status(home.config());
    }

    private static DeviceSimulator terminal(String serial, FirmwareProfile profile) throws IOException {
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

    private static StepListener dieAt(Step step, Set<Step> met) {
        return reached -> {
            if (reached == step) {
                met.add(step);
                throw new Died();
            }
        };
    }

    /** Persons and cards, power, clock and reset travel. */
    private static long travelling(Stream<SimulatedEvent> events) {
        return events.filter(event -> event.person() != null
                        || (event.major() == 2 && event.minor() == 1024)
                        || (event.major() == 3 && event.minor() == 1029))
                .count();
    }

    private static final class Died extends Error {}
}
