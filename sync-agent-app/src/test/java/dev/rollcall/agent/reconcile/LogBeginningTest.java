package dev.rollcall.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.testing.FakeTerminal;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.Verdict;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
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
        assertThat(days(report)).as(report.text()).isNotEmpty().allSatisfy(day -> assertThat(day.day())
                .isAfter(begins));
    }

    @Test
    void dayOfTheFirstRecordThatTheDeviceEverWrote_isComplete() {
        site.punches(2);
        site.punches(2);
        LocalDate first = fake.wallClockOf(1).toLocalDate();

        assertThat(days(site.verify()))
                .anySatisfy(day -> assertThat(day).returns(first, DayProof::day).returns(Verdict.COMPLETE, DayProof::verdict));
    }

    @Test
    void clearedLogWhoseNumbersBeginAnew_accusesNothingThatWasRead() {
        fake.searchBySerial();
        site.punches(5);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        fake.clearLog();
        site.punches(2);

        VerifyReport report = site.verify();

        assertThat(ComparedSite.open(report)).isEmpty();
        assertThat(report.exitCode()).isEqualTo(ExitCode.FINE);
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
        LocalDateTime now = LocalDateTime.ofInstant(site.world.instant(), java.time.ZoneId.of("Asia/Colombo"));

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
