package dev.rollcall.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.collect.CollectPolicy;
import dev.rollcall.agent.collect.Collector;
import dev.rollcall.agent.collect.Round;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.reconcile.VerifyScope.Reach;
import dev.rollcall.agent.schedule.Crew;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.FakeTerminal;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.agent.testing.SimulatedWorld;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import dev.rollcall.attendance.reconcile.Finding.State;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the simulation found of comparing: terminals, clocks and journals that are not as usual. */
class OddTerminalsComparedTest {

    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);
    private static final DeviceKey NEXT = DeviceKey.of("FX0000002");

    private final SimulatedWorld world = new SimulatedWorld(Events.SEEN);
    private final FakeTerminal fake = new FakeTerminal(world, 5);
    private final Terminal terminal = new Terminal(FRONT, fake);
    private final InMemoryStore store = new InMemoryStore();
    private final ShelfReceiver receiver = new ShelfReceiver();
    private final Collector rules = new Collector(
            store,
            new CollectPolicy(Duration.ofHours(5), Duration.ofMinutes(2), Duration.ofDays(1), 100, 5),
            world,
            StepListener.NONE,
            Crew.ALONE);

    @Test
    void terminalThatTakesNoQuestionForAllClasses_isCompared() {
        punches(3);
        fake.refuseMajors(0, 3);

        VerifyReport report = verify();

        assertThat(report.devices().get(0).problem()).isNull();
        assertThat(report.exitCode()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void gapOfATerminalThatTakesNoQuestionForAllClasses_isAskedForByClass() {
        fake.searchBySerial();
        punches(5);
        fake.delete(3, 3);
        fake.refuseMajors(0);

        assertThat(findings(verify())).extracting(Finding::kind).containsOnly(Kind.ABSENT);
    }

    @Test
    void eventsThatAnotherOffsetPrintsOnAnotherDay_areNotMissing() {
        punches(3);
        assertThat(verify().exitCode()).isEqualTo(ExitCode.FINE);
        fake.printShifted(Duration.ofHours(-15));

        assertThat(findings(verify())).isEmpty();
    }

    @Test
    void prunedEventsThatAnotherOffsetPrints_areNotMissing() {
        punches(3);
        assertThat(verify().exitCode()).isEqualTo(ExitCode.FINE);
        prune();
        fake.printShifted(Duration.ofHours(-15));

        assertThat(findings(verify())).isEmpty();
    }

    @Test
    void whatWasReadOfAReplacedDevice_isSentAgain_whenTheReceiverLostIt() {
        punches(3);
        assertThat(verify().exitCode()).isEqualTo(ExitCode.FINE);
        fake.become(NEXT);
        fake.clearLog();
        receiver.loseEverything();

        VerifyReport report = verify();

        assertThat(receiver.events(Events.DEVICE)).isEqualTo(3);
        assertThat(findings(report))
                .hasSize(3)
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.NOT_IN_RECEIVER))
                .allSatisfy(finding -> assertThat(finding.state()).isEqualTo(State.REPAIRED));
        assertThat(report.devices())
                .as("both stood at one place")
                .extracting(VerifyReport.DeviceResult::name)
                .containsExactly("front", "front");
        assertThat(report.exitCode()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void prunedEventsThatTheDeviceStillShows_areReadAndSentAgain() {
        punches(3);
        assertThat(verify().exitCode()).isEqualTo(ExitCode.FINE);
        prune();
        receiver.loseEverything();

        VerifyReport report = verify();

        assertThat(receiver.events(Events.DEVICE)).isEqualTo(3);
        assertThat(findings(report))
                .extracting(Finding::state)
                .containsOnly(State.REPAIRED)
                .hasSize(3);
    }

    @Test
    void prunedEventsThatTheDeviceShowsNoMore_stayMissing_inEachReport() {
        punches(3);
        assertThat(verify().exitCode()).isEqualTo(ExitCode.FINE);
        prune();
        fake.overwriteAllBut(1);
        receiver.loseEverything();

        assertLacksTwo(verify());
        assertLacksTwo(verify());
        assertThat(receiver.events(Events.DEVICE)).isEqualTo(1);
    }

    @Test
    void receiverThatLostEverything_getsAllTheJournalHas_aStepAtATime() {
        for (int month = 0; month < 6; month++) {
            punches(2);
            world.runFor(Duration.ofDays(40));
            round();
        }
        assertThat(verify().exitCode()).isEqualTo(ExitCode.FINE);
        receiver.loseEverything();
        VerifyScope lately = new VerifyScope(null, null, 10, false, true, false);

        assertThat(verify(lately.reaching(Reach.LATELY)).before()).isNull();
        assertThat(receiver.events(Events.DEVICE)).isLessThan(12);

        VerifyReport report = verify(lately.reaching(Reach.everything(null)));
        int steps = 0;
        while (report.before() != null) {
            assertThat(++steps).isLessThan(10);
            int had = receiver.events(Events.DEVICE);
            LocalDate before = report.before();
            report = verify(lately.reaching(Reach.everything(before)));
            assertThat(receiver.events(Events.DEVICE))
                    .as("a step puts something right")
                    .isGreaterThan(had);
            assertThat(report.before() == null || report.before().isBefore(before))
                    .isTrue();
        }
        assertThat(receiver.events(Events.DEVICE)).isEqualTo(12);
        assertThat(steps).isGreaterThan(2);
    }

    @Test
    void olderDays_areComparedInSteps_alsoWhileTheTerminalIsAway() {
        punches(2);
        world.runFor(Duration.ofDays(80));
        punches(2);
        assertThat(verify().exitCode()).isEqualTo(ExitCode.FINE);
        receiver.loseEverything();
        fake.goAway(true);
        VerifyScope lately = new VerifyScope(null, null, 10, false, true, false);

        VerifyReport report = verify(lately.reaching(Reach.everything(null)));

        assertThat(receiver.events(Events.DEVICE)).isEqualTo(2);
        assertThat(report.before()).isNotNull();
        assertThat(verify(lately.reaching(Reach.everything(report.before()))).before())
                .isNull();
        assertThat(receiver.events(Events.DEVICE)).isEqualTo(4);
    }

    private static void assertLacksTwo(VerifyReport report) {
        assertThat(findings(report))
                .filteredOn(Finding::blocks)
                .extracting(Finding::kind)
                .containsExactly(Kind.NOT_IN_RECEIVER, Kind.NOT_IN_RECEIVER);
        assertThat(report.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
    }

    private static List<Finding> findings(VerifyReport report) {
        return report.devices().stream()
                .flatMap(device -> device.allFindings().stream())
                .distinct()
                .toList();
    }

    private void punches(int count) {
        for (int number = 0; number < count; number++) {
            fake.punch();
            world.runFor(Duration.ofMinutes(20));
        }
        world.runFor(Duration.ofHours(30));
    }

    private void prune() {
        world.runFor(Duration.ofDays(3));
        round();
        assertThat(store.prune(Duration.ofDays(1), world.instant(), 100)).isFalse();
        assertThat(store.kept()).isEmpty();
    }

    private void round() {
        new Round(rules, List.of(terminal), world, () -> false, Crew.ALONE).run();
    }

    private VerifyReport verify() {
        return verify(new VerifyScope(null, null, 10, false, true, true));
    }

    private VerifyReport verify(VerifyScope scope) {
        Verification verification = new Verification(rules, store.tallies(), receiver, "agent", world, new Around());
        return verification.run(List.of(terminal), scope);
    }

    private final class Around implements Verification.Work {

        @Override
        public void reading(Runnable reading) {
            reading.run();
            receiver.takeAll(store);
        }

        @Override
        public void checkJournal() {
            // nothing is damaged here
        }

        @Override
        public void pass() {
            round();
        }

        @Override
        public void deliver() {
            receiver.takeAll(store);
        }

        @Override
        public <T> List<T> doAll(List<Supplier<T>> all) {
            return all.stream().map(Supplier::get).toList();
        }
    }
}
