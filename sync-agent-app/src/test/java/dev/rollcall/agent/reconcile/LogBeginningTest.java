package dev.rollcall.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.FakeTerminal;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import dev.rollcall.attendance.reconcile.Verdict;
import dev.rollcall.attendance.window.LostTime;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days of which the terminal holds nothing any more: nobody asked it in time, or its log was cleared, or its clock was wrong. */
class LogBeginningTest {

    private final ComparedSite site = new ComparedSite();
    private final FakeTerminal fake = site.fake;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void daysBeforeTheOldestRecordEverRead_areNotComplete(boolean numbered) {
        if (!numbered) {
            fake.numberNothing();
        }
        fake.ringOf(3);
        site.punches(5);
        LocalDate begins = fake.wallClockOf(fake.newestSerial() - 2).toLocalDate();

        VerifyReport report = site.verify();

        assertThat(report.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(days(report))
                .as(report.text())
                .isNotEmpty()
                .allSatisfy(day -> assertThat(day.day()).isAfter(begins));
    }

    @Test
    void recordThatIsDatedBack_movesNotTheBeginning() {
        fake.ringOf(4);
        site.punches(5);
        LocalDateTime begins = fake.wallClockOf(2);
        fake.punchAt(begins.minusDays(4));
        begins = fake.wallClockOf(3);
        site.world.runFor(Duration.ofHours(30));

        VerifyReport report = site.verify();

        LocalDate first = begins.toLocalDate();
        assertThat(days(report))
                .as(report.text())
                .isNotEmpty()
                .allSatisfy(day -> assertThat(day.day()).isAfter(first));
    }

    @Test
    void dayOfTheFirstRecordThatTheDeviceEverWrote_isComplete() {
        site.punches(2);
        site.punches(2);
        LocalDate first = fake.wallClockOf(1).toLocalDate();

        assertThat(days(site.verify()))
                .anySatisfy(day ->
                        assertThat(day).returns(first, DayProof::day).returns(Verdict.COMPLETE, DayProof::verdict));
    }

    @Test
    void clearedLogWhoseNumbersBeginAnew_accusesNothingThatWasRead() {
        fake.searchBySerial();
        site.punches(5);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        fake.clearLog();
        site.punches(2);

        VerifyReport report = site.verify();

        assertThat(ComparedSite.open(report)).extracting(Finding::kind).containsExactly(Kind.UNREAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"by time", "by serial", "without numbers"})
    void logThatWasClearedBeforeItWasReadToItsEnd_isTold_withTheTimesBetween(String kind) {
        if (kind.equals("by serial")) {
            fake.searchBySerial();
        } else if (kind.equals("without numbers")) {
            fake.numberNothing();
        }
        site.punches(3);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        LocalDateTime last = fake.wallClockOf(3);
        fake.punch();
        fake.clearLog();
        site.world.runFor(Duration.ofHours(2));
        assertLost(site.verify(), last, null);
        site.world.runFor(Duration.ofMinutes(1));
        fake.punch();
        LocalDateTime first = fake.wallClockOf(fake.newestSerial());
        site.world.runFor(Duration.ofHours(30));

        assertLost(site.verify(), last, first);
        site.world.runFor(Duration.ofDays(2));
        assertLost(site.verify(), last, first);
        assertThat(site.alarms("events-lost"))
                .hasSize(1)
                .allSatisfy(text -> assertThat(text).contains("between " + last + " and " + first));
    }

    @Test
    void logThatWasPutBackFromABackup_isTold_thoughAllThatItShowsIsKnown() {
        site.punches(3);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        LocalDateTime last = fake.wallClockOf(3);
        fake.punch();
        fake.delete(3, 4);
        site.world.runFor(Duration.ofHours(30));

        VerifyReport report = site.verify();

        assertThat(ComparedSite.open(report))
                .as(report.text())
                .anySatisfy(finding ->
                        assertThat(finding).returns(Kind.UNREAD, Finding::kind).returns(last, Finding::wallClock));
        assertThat(days(report))
                .filteredOn(day -> !day.day().isBefore(last.toLocalDate()))
                .extracting(DayProof::verdict)
                .doesNotContain(Verdict.COMPLETE);
        assertThat(site.alarms("events-lost")).hasSize(1);
    }

    @Test
    void logThatIsPrintedUnderAnotherOffset_ofATerminalThatDoesNotShowEachClass_accusesNothing() {
        fake.refuseMajors(0, 3);
        site.punches(1);
        assertThat(ComparedSite.open(site.verify())).isEmpty();
        fake.printShifted(Duration.ofHours(1));
        site.world.runFor(Duration.ofHours(2));
        site.pass();
        site.world.runFor(Duration.ofHours(30));

        VerifyReport report = site.verify();

        assertThat(ComparedSite.open(report)).as(report.text()).isEmpty();
        assertThat(site.alarms("events-lost")).isEmpty();
    }

    @Test
    void logThatIsPrintedUnderAnotherOffset_whoseNewestRecordIsOfAClockThatLostItsTime_accusesNothing() {
        site.punches(1);
        fake.punchAt(LocalDateTime.parse("1970-01-02T19:10:41"));
        site.verify();
        fake.printShifted(Duration.ofHours(1));
        site.world.runFor(Duration.ofMinutes(10));

        VerifyReport report = site.verify();

        assertThat(ComparedSite.open(report))
                .as(report.text())
                .extracting(Finding::kind)
                .doesNotContain(Kind.UNREAD);
    }

    @Test
    void clearedLog_ofWhichAlmostNothingWasUnderstood_isTold_byTheNumbersOfWhatWasNot() {
        for (int punch = 0; punch < 5; punch++) {
            fake.punch();
        }
        fake.garble(2L, 3L, 4L, 5L);
        LocalDateTime last = fake.wallClockOf(1);
        site.world.runFor(Duration.ofHours(30));
        site.verify();
        fake.clearLog();
        fake.garble(1L);
        site.punches(3);

        VerifyReport report = site.verify();

        assertThat(ComparedSite.open(report))
                .as(report.text())
                .anySatisfy(finding ->
                        assertThat(finding).returns(Kind.UNREAD, Finding::kind).returns(last, Finding::wallClock));
    }

    @Test
    void clearedLog_ofWhichABrokenPassHasReadSomething_isDoubtful_fromTheLastKnownOn() {
        site.punches(3);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        LocalDateTime last = fake.wallClockOf(3);
        fake.clearLog();
        fake.punch();
        site.world.runFor(Duration.ofMinutes(1));
        fake.promiseMore();
        fake.hideTotals();

        site.pass();

        assertThat(site.store.lostTimes(Events.DEVICE))
                .extracting(LostTime::notBefore, LostTime::isOpen)
                .containsExactly(tuple(last, true));
    }

    private static void assertLost(VerifyReport report, LocalDateTime last, @Nullable LocalDateTime first) {
        assertThat(report.exitCode()).as(report.text()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(ComparedSite.open(report)).as(report.text()).hasSize(1).allSatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.UNREAD);
            assertThat(finding.wallClock()).isEqualTo(last);
            assertThat(first)
                    .satisfiesAnyOf(
                            end -> assertThat(end).isNull(),
                            end -> assertThat(finding.notAfter()).isEqualTo(end));
        });
        assertThat(days(report))
                .filteredOn(day -> day.day().equals(last.toLocalDate()))
                .extracting(DayProof::verdict)
                .doesNotContain(Verdict.COMPLETE);
        assertThat(report.devices().get(0).completeUntil()).isEqualTo(last.toString());
    }

    @Test
    void ringThatCameRoundWhileNobodyRead_ofATerminalThatNumbersNothing_isTold() {
        fake.numberNothing();
        site.punches(3);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        LocalDateTime last = fake.wallClockOf(3);
        site.punches(3);
        fake.overwriteAllBut(2);
        LocalDateTime first = fake.wallClockOf(5);

        assertLost(site.verify(), last, first);
    }

    @Test
    void ringThatCameRound_ofATerminalThatNumbersNothing_accusesNothingThatWasRead() {
        fake.numberNothing();
        site.punches(3);
        site.punches(3);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        fake.overwriteAllBut(2);

        assertThat(ComparedSite.open(site.verify())).isEmpty();
    }

    @Test
    void clockThatIsAhead_completesNoDayThatHasNotHappened() {
        site.punches(3);
        fake.setAhead(Duration.ofDays(3));
        LocalDateTime now = LocalDateTime.ofInstant(site.world.instant(), ZoneId.of("Asia/Colombo"));

        VerifyReport report = site.verify();

        assertThat(days(report))
                .filteredOn(day -> day.verdict() == Verdict.COMPLETE)
                .isNotEmpty()
                .allSatisfy(day -> assertThat(day.day()).isBefore(now.toLocalDate()));
        assertThat(LocalDateTime.parse(String.valueOf(report.devices().get(0).completeUntil())))
                .isBeforeOrEqualTo(now);
    }

    private static List<DayProof> days(VerifyReport report) {
        return report.devices().get(0).days();
    }
}
