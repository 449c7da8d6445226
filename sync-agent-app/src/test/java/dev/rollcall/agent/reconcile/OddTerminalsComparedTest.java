package dev.rollcall.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.reconcile.VerifyScope.Reach;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.FakeTerminal;
import dev.rollcall.agent.testing.SimulatedWorld;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import dev.rollcall.attendance.reconcile.Finding.State;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the simulation found of comparing: terminals, clocks and journals that are not as usual. */
class OddTerminalsComparedTest {

    private static final DeviceKey NEXT = DeviceKey.of("FX0000002");

    private final ComparedSite site = new ComparedSite();
    private final SimulatedWorld world = site.world;
    private final FakeTerminal fake = site.fake;
    private final ShelfReceiver receiver = site.receiver;

    @Test
    void terminalThatTakesNoQuestionForAllClasses_isCompared() {
        site.punches(3);
        fake.refuseMajors(0, 3);

        VerifyReport report = site.verify();

        assertThat(report.devices().get(0).problem()).isNull();
        assertThat(report.exitCode()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void gapOfATerminalThatTakesNoQuestionForAllClasses_isAskedForByClass() {
        fake.searchBySerial();
        site.punches(5);
        fake.delete(3, 3);
        fake.refuseMajors(0);

        assertThat(findings(site.verify())).extracting(Finding::kind).containsOnly(Kind.ABSENT);
    }

    @Test
    void eventsThatAnotherOffsetPrintsOnAnotherDay_areNotMissing() {
        site.punches(3);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        fake.printShifted(Duration.ofHours(-15));

        assertThat(findings(site.verify())).isEmpty();
    }

    @Test
    void prunedEventsThatAnotherOffsetPrints_areNotMissing() {
        site.punches(3);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        prune();
        fake.printShifted(Duration.ofHours(-15));

        assertThat(findings(site.verify())).isEmpty();
    }

    @Test
    void whatWasReadOfAReplacedDevice_isSentAgain_whenTheReceiverLostIt() {
        site.punches(3);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        fake.become(NEXT);
        fake.clearLog();
        receiver.loseEverything();

        VerifyReport report = site.verify();

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
        site.punches(3);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        prune();
        receiver.loseEverything();

        VerifyReport report = site.verify();

        assertThat(receiver.events(Events.DEVICE)).isEqualTo(3);
        assertThat(findings(report))
                .extracting(Finding::state)
                .containsOnly(State.REPAIRED)
                .hasSize(3);
    }

    @Test
    void prunedEventsThatTheDeviceShowsNoMore_stayMissing_inEachReport() {
        site.punches(3);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        prune();
        fake.overwriteAllBut(1);
        receiver.loseEverything();

        assertLacksTwo(site.verify());
        assertLacksTwo(site.verify());
        assertThat(receiver.events(Events.DEVICE)).isEqualTo(1);
    }

    @Test
    void receiverThatLostEverything_getsAllTheJournalHas_aStepAtATime() {
        for (int month = 0; month < 6; month++) {
            site.punches(2);
            world.runFor(Duration.ofDays(40));
            site.pass();
        }
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        receiver.loseEverything();
        VerifyScope lately = new VerifyScope(null, null, 10, false, true, false);

        assertThat(site.verify(lately.reaching(Reach.LATELY)).before()).isNull();
        assertThat(receiver.events(Events.DEVICE)).isLessThan(12);

        VerifyReport report = site.verify(lately.reaching(Reach.everything(null)));
        int steps = 0;
        while (report.before() != null) {
            assertThat(++steps).isLessThan(10);
            int had = receiver.events(Events.DEVICE);
            LocalDate before = report.before();
            report = site.verify(lately.reaching(Reach.everything(before)));
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
        site.punches(2);
        world.runFor(Duration.ofDays(80));
        site.punches(2);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        receiver.loseEverything();
        fake.goAway(true);
        VerifyScope lately = new VerifyScope(null, null, 10, false, true, false);

        VerifyReport report = site.verify(lately.reaching(Reach.everything(null)));

        assertThat(receiver.events(Events.DEVICE)).isEqualTo(2);
        assertThat(report.before()).isNotNull();
        assertThat(site.verify(lately.reaching(Reach.everything(report.before())))
                        .before())
                .isNull();
        assertThat(receiver.events(Events.DEVICE)).isEqualTo(4);
    }

    /** What was lost of a replaced terminal stays open for good; whoever waits for another terminal need not go there each time. */
    @Test
    void openDaysOfATerminalThatIsDoneWith_areNoOlderStepsOfTheOthers() {
        site.punches(3);
        site.pass();
        site.punches(6);
        fake.overwriteAllBut(2);
        site.verify();
        fake.become(NEXT);
        fake.clearLog();
        world.runFor(Duration.ofDays(80));
        site.punches(2);
        VerifyScope lately = new VerifyScope(null, null, 10, false, true, false);
        VerifyScope everything = lately.reaching(Reach.everything(null));

        assertThat(site.verify(everything, Set.of()).before()).isNotNull();
        assertThat(site.verify(everything, Set.of("back")).before())
                .as("it stood where the one stands that is asked")
                .isNotNull();
        assertThat(site.verifyOthers(everything, Set.of("front")).before()).isNull();
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

    private void prune() {
        site.prune();
        assertThat(site.store.kept()).isEmpty();
    }
}
