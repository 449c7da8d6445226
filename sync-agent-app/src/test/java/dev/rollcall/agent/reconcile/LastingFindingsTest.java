package dev.rollcall.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Verdict;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was found to be missing stays so until a comparison of that very day shows otherwise. */
class LastingFindingsTest {

    private final ComparedSite site = new ComparedSite();
    private final ShelfReceiver backup = new ShelfReceiver();
    private LocalDate lost;

    /** Three events of long ago are in nobody's hands any more: the journal has pruned them, the terminal has overwritten them. */
    private void loseWhatIsOld() {
        backup.restore(site.receiver, "backup");
        site.punches(3);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        lost = site.store.tallies().journal(Events.DEVICE).days().firstKey();
        site.world.runFor(Duration.ofDays(80));
        site.punches(2);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        site.prune();
        site.fake.overwriteAllBut(2);
    }

    private void restore(ShelfReceiver from) {
        site.receiver.restore(from, "store-" + site.world.instant());
        site.store.remember(Fact.VERIFY_ASKED, "store-2");
    }

    private LocalDateTime completeUntil() {
        String until = Objects.requireNonNull(site.receiver.head(Events.DEVICE)).completeUntil();
        return until == null ? LocalDateTime.MIN : LocalDateTime.parse(until);
    }

    @Test
    void whatAnOlderStepFound_isNotForgottenInTheNightsAfterIt() {
        loseWhatIsOld();
        restore(backup);
        site.nights(1);
        assertThat(site.store.remembered(Fact.VERIFY_ASKED)).isNull();
        assertThat(site.alarmed()).containsExactly("front");
        assertThat(completeUntil().toLocalDate()).isEqualTo(lost);

        site.nights(3);

        assertThat(site.alarmed()).containsExactly("front");
        assertThat(completeUntil().toLocalDate()).isEqualTo(lost);
        assertThat(site.receiver.days(Events.DEVICE).get(lost).verdict()).isEqualTo(Verdict.INCOMPLETE);
        VerifyReport report = site.verify();
        assertThat(report.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(ComparedSite.open(report))
                .hasSize(3)
                .allMatch(finding -> finding.kind() == Finding.Kind.NOT_IN_RECEIVER);
    }

    /** A narrow comparison says what is missing elsewhere as well: it exits with 0 only if nothing is. */
    @Test
    void comparisonOfOtherDays_doesNotSayThatNothingIsMissing() {
        loseWhatIsOld();
        restore(backup);
        site.nights(1);
        LocalDate today = LocalDate.ofInstant(site.world.instant(), ZoneOffset.UTC);

        VerifyReport report = site.verify(new VerifyScope(today.minusDays(6), today, 5, false, true, true));

        assertThat(report.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(ComparedSite.open(report)).hasSize(3);
    }

    /** Days that nobody compared lie between those that were: nothing may be said of them. */
    @Test
    void daysThatNobodyCompared_holdCompleteUntilBack_andAreNamed() {
        site.punches(3);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        LocalDate last = site.store.tallies().proofs(Events.DEVICE).lastKey();
        site.world.runFor(Duration.ofDays(40));
        site.punches(2);

        VerifyReport report = site.verify();

        assertThat(report.devices().get(0).completeUntil())
                .isEqualTo(last.plusDays(1).atStartOfDay().toString());
        assertThat(report.text())
                .contains(
                        last.plusDays(1) + " and days after it were not compared", "verify --from " + last.plusDays(1));
        LocalDate today = LocalDate.ofInstant(site.world.instant(), ZoneOffset.UTC);
        site.verify(new VerifyScope(last, today.plusDays(1), 1, false, true, true));
        assertThat(site.verify().text()).doesNotContain("not compared");
    }

    @Test
    void muchThatWasPutRight_isToldAsANumber() {
        backup.restore(site.receiver, "backup");
        site.punches(30);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        LocalDate first = site.store.tallies().journal(Events.DEVICE).days().firstKey();
        site.world.runFor(Duration.ofDays(80));
        site.punches(2);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        site.receiver.restore(backup, "store-2");
        site.receiver.loseEverything();
        VerifyScope everything = new VerifyScope(null, null, ComparedSite.DAYS, false, true, false)
                .reaching(VerifyScope.Reach.everything(first.plusDays(20)));

        VerifyReport report = site.verify(everything);

        assertThat(site.receiver.events(Events.DEVICE)).isGreaterThanOrEqualTo(30);
        assertThat(report.devices().get(0).findings()).hasSize(5).noneMatch(Finding::blocks);
        assertThat(report.devices().get(0).leftOut()).isEqualTo(25);
        assertThat(report.text()).contains("and 25 more, none of which holds anything back");
        assertThat(report.values().toString()).contains("findingsLeftOut=25");
        assertThat(Objects.requireNonNull(site.receiver.head(Events.DEVICE)).leftOut())
                .isEqualTo(25);
    }

    @Test
    void whatCameBack_isComparedAgainByItself_andTheAlarmIsTakenBack() {
        loseWhatIsOld();
        ShelfReceiver better = new ShelfReceiver();
        better.restore(site.receiver, "better");
        restore(backup);
        site.nights(1);
        site.receiver.restore(better, "shelf");

        site.nights(2);

        assertThat(site.alarmed()).isEmpty();
        assertThat(completeUntil().toLocalDate()).isAfter(lost);
        assertThat(site.store.tallies().proofs(Events.DEVICE)).containsKey(lost);
        assertThat(KeptProofs.of(site.store.tallies(), Events.DEVICE).get(lost).verdict())
                .isEqualTo(Verdict.COMPLETE);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void receiverThatDoesNotAnswer_showsNothing_andWhatWasFoundStays() {
        loseWhatIsOld();
        restore(backup);
        site.nights(1);
        site.receiver.stop(true);

        site.nights(2);
        VerifyReport report = site.verify();

        assertThat(report.problem()).isNotNull();
        assertThat(ComparedSite.open(report)).hasSize(3);
        assertThat(site.alarmed()).containsExactly("front");
    }

    /** More days are open than a night looks at: none is forgotten for it, and each has its turn. */
    @Test
    void manyOpenDays_areAllTold_andComparedAgainInTurn() {
        backup.restore(site.receiver, "backup");
        int days = OpenDays.AT_ONCE + 9;
        for (int day = 0; day < days; day++) {
            site.fake.punch();
            site.world.runFor(Duration.ofDays(1));
            site.pass();
        }
        site.world.runFor(Duration.ofDays(30));
        site.punches(2);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        ShelfReceiver better = new ShelfReceiver();
        better.restore(site.receiver, "better");
        site.prune();
        site.fake.overwriteAllBut(2);
        restore(backup);
        site.nights(2);
        assertThat(site.store.remembered(Fact.VERIFY_ASKED)).isNull();
        assertThat(ComparedSite.open(site.verify())).hasSize(days);

        site.receiver.restore(better, "shelf");
        site.nights(1);
        assertThat(site.alarmed()).as("some are still open").containsExactly("front");
        site.nights(2);

        assertThat(site.alarmed()).isEmpty();
        assertThat(KeptProofs.of(site.store.tallies(), Events.DEVICE).values())
                .filteredOn(DayProof::over)
                .extracting(DayProof::verdict)
                .containsOnly(Verdict.COMPLETE);
    }

    /** Also with no schedule at all, which would be the only one else to take the alarm back. */
    @Test
    void comparisonByHand_raisesAndLowersTheAlarm_asTheNightlyOneDoes() {
        site.receiver.reject(true);
        site.punches(3);
        VerifyScope usual = new VerifyScope(null, null, ComparedSite.DAYS, false, true, true);
        site.byHand(usual, Set.of());
        assertThat(site.alarmed()).containsExactly("front");

        site.receiver.reject(false);
        site.store.requeue(null, List.of());
        site.deliver();
        LocalDate today = LocalDate.ofInstant(site.world.instant(), ZoneOffset.UTC);
        site.byHand(new VerifyScope(today.minusDays(3), null, 1, false, true, true), Set.of());
        assertThat(site.alarmed()).as("too few days").containsExactly("front");
        site.byHand(new VerifyScope(null, today, ComparedSite.DAYS, false, true, true), Set.of());
        assertThat(site.alarmed()).as("without the last days").containsExactly("front");
        site.byHand(usual, Set.of("back"));
        assertThat(site.alarmed()).as("not all devices").containsExactly("front");

        site.byHand(new VerifyScope(today.minusDays(ComparedSite.DAYS), null, 1, false, true, true), Set.of());
        assertThat(site.alarmed()).isEmpty();
    }
}
