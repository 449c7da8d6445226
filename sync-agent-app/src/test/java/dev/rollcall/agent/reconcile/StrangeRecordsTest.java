package dev.rollcall.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.NotUnderstood;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.journal.RecordContext;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import dev.rollcall.attendance.reconcile.Verdict;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Records that nobody understands hold back the days that they may be of, and no others; what is no record of the log holds back nothing. */
class StrangeRecordsTest {

    private final ComparedSite site = new ComparedSite();

    @Test
    void recordOfOneDay_leavesEarlierDaysComplete_andCompleteUntilBeforeIt() {
        site.punches(3);
        site.punches(3);
        LocalDate strange = today();
        site.punches(1);
        site.fake.garble(7L);

        VerifyReport.DeviceResult result = site.verify().devices().get(0);

        Map<LocalDate, Verdict> verdicts =
                result.days().stream().collect(Collectors.toMap(DayProof::day, DayProof::verdict));
        assertThat(verdicts).containsEntry(strange, Verdict.INCOMPLETE);
        assertThat(verdicts.entrySet())
                .filteredOn(day -> day.getKey().isBefore(strange))
                .isNotEmpty()
                .allSatisfy(day -> assertThat(day.getValue()).isEqualTo(Verdict.COMPLETE));
        assertThat(result.completeUntil()).isEqualTo(strange.atStartOfDay().toString());
        assertThat(open(result))
                .singleElement()
                .satisfies(finding -> assertThat(finding.serialNo()).isEqualTo(7L))
                .satisfies(finding -> assertThat(finding.notAfter()).isNotNull());
    }

    @Test
    void recordReadByNumber_isPlacedByTheFirstComparison() {
        site.fake.searchBySerial();
        site.punches(3);
        site.pass();
        LocalDate strange = today();
        site.fake.punch();
        site.world.runFor(Duration.ofMinutes(1));
        site.fake.punch();
        site.fake.garble(5L);
        site.pass();

        NotUnderstood first = only();
        assertThat(first.serialNo()).isEqualTo(5L);
        assertThat(first.bounds().notBefore()).as("its neighbour").isNotNull();
        assertThat(first.bounds().isKnown()).isFalse();

        site.world.runFor(Duration.ofHours(30));
        assertThat(site.verify().devices().get(0).completeUntil())
                .isEqualTo(strange.atStartOfDay().toString());
        assertThat(only().bounds().isKnown()).isTrue();
    }

    @Test
    void dayOfAnotherTime_isCountedAllTheSame() {
        site.punches(3);
        site.punches(1);
        site.punches(1);
        LocalDate strange = today();
        site.punches(2);
        site.fake.garble(7L);
        site.verify();

        VerifyReport.DeviceResult result = site.verify().devices().get(0);

        List<LocalDate> read = result.days().stream()
                .filter(day -> day.device().how() == DeviceSays.How.READ)
                .map(DayProof::day)
                .toList();
        assertThat(read)
                .as("only the day with the record and those beside it are read")
                .contains(strange)
                .allSatisfy(day -> assertThat(day).isBetween(strange.minusDays(2), strange.plusDays(2)));
        assertThat(result.days()).hasSizeGreaterThan(read.size());
    }

    @Test
    void recordPrintedOnTheNextDay_whereAnEqualNumberSaysNothing_isFoundThere() {
        site.punches(3);
        site.punches(1);
        site.fake.garble(4L);
        LocalDate next = today();
        site.punches(1);
        site.verify();
        site.fake.printShifted(Duration.ofHours(8));

        VerifyReport.DeviceResult result = site.verify().devices().get(0);

        DayProof proof = result.days().stream()
                .filter(day -> day.day().equals(next))
                .findFirst()
                .orElseThrow();
        assertThat(proof.device().events()).isEqualTo(proof.journal()).isEqualTo(1);
        assertThat(proof.verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void scrapsOfPushesAndStreams_holdNothingBack_andCoverNoNumber() {
        site.punches(3);
        site.verify();
        List<QuarantinedRecord> scraps = List.of(scrap(Channel.STREAM, 1), scrap(Channel.LISTENER, 2));
        long pass = site.store.beginPass(Events.DEVICE, "STREAM", Events.SEEN);
        site.store.append(new JournalPage(pass, Events.DEVICE, List.of(), scraps, 0, null, Events.SEEN));

        VerifyReport report = site.verify();

        assertThat(report.exitCode()).isZero();
        assertThat(report.devices().get(0).completeUntil()).isNotNull();
        assertThat(report.devices().get(0).allFindings()).isEmpty();
        assertThat(site.alarmed()).isEmpty();
        assertThat(site.store.tallies().covered(Events.DEVICE))
                .singleElement()
                .satisfies(range -> assertThat(range.last()).isEqualTo(3L));
    }

    private static QuarantinedRecord scrap(Channel channel, int number) {
        return new QuarantinedRecord(
                "cut",
                RawRecord.ofText("{\"serialNo\":17,\"n\":" + number),
                new RecordContext(null, null, null, channel),
                17L);
    }

    private NotUnderstood only() {
        List<NotUnderstood> all = site.store.tallies().notUnderstood(Events.DEVICE);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private LocalDate today() {
        return LocalDateTime.ofInstant(site.world.instant(), ZoneId.of("Asia/Colombo"))
                .toLocalDate();
    }

    private static List<Finding> open(VerifyReport.DeviceResult result) {
        return result.allFindings().stream()
                .filter(Finding::blocks)
                .filter(finding -> finding.kind() == Kind.QUARANTINED)
                .toList();
    }
}
