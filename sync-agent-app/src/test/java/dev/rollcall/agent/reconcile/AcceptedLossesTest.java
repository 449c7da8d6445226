package dev.rollcall.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.journal.Acceptance;
import dev.rollcall.agent.journal.KnownLoss;
import dev.rollcall.agent.journal.KnownLosses;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import dev.rollcall.attendance.reconcile.Finding.State;
import dev.rollcall.attendance.reconcile.Verdict;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A loss that a person has accepted holds nothing back any more, and is never forgotten. */
class AcceptedLossesTest {

    private static final String LOST = "events-lost";

    private final ComparedSite site = new ComparedSite();

    /** Of the events 1 to 9 those from 4 to 7 were overwritten before they were read. */
    private LocalDate loseFour() {
        site.punches(3);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        site.punches(6);
        LocalDate lost = Objects.requireNonNull(site.fake.wallClockOf(4)).toLocalDate();
        site.fake.overwriteAllBut(2);
        VerifyReport report = site.verify();
        assertThat(report.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(report.text()).doesNotContain("accepted");
        assertThat(site.receiver.days(Events.DEVICE).get(lost).verdict()).isEqualTo(Verdict.INCOMPLETE);
        return lost;
    }

    private void accept(String... keys) {
        List<KnownLoss> all = new KnownLosses(site.store, site.store.tallies()).all();
        assertThat(all).filteredOn(KnownLoss::isLost).extracting(KnownLoss::key).contains(keys);
        all.stream()
                .filter(loss -> List.of(keys).contains(loss.key()))
                .forEach(loss -> site.store.accept(
                        loss.device(), loss.accepted(new Acceptance(site.world.instant(), "jan", "asked"))));
    }

    private LocalDateTime completeUntil(VerifyReport report) {
        return LocalDateTime.parse(
                Objects.requireNonNull(report.devices().get(0).completeUntil()));
    }

    @Test
    void acceptedGap_letsCompleteUntilPass_andItsDayStaysIncomplete() {
        LocalDate lost = loseFour();
        accept("4-7");

        VerifyReport report = site.verify();

        assertThat(report.exitCode()).as(report.text()).isEqualTo(ExitCode.FINE);
        assertThat(completeUntil(report)).isAfter(lost.plusDays(1).atStartOfDay());
        assertThat(report.text())
                .contains("by its clock, but for a loss that a person has accepted")
                .contains("Complete, but for a loss that a person has accepted.")
                .contains(lost + "  incomplete, as accepted")
                .contains("serials 4 to 7 ", "; a person has accepted that");
        assertThat(report.values().toString()).contains("acceptedLosses=1");
        DayProof day = site.receiver.days(Events.DEVICE).get(lost);
        assertThat(day.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(day.verdictBesideAcceptedLosses()).isEqualTo(Verdict.COMPLETE);
        assertThat(day.findings())
                .extracting(Finding::kind, Finding::state)
                .containsExactly(tuple(Kind.OVERWRITTEN, State.ACCEPTED));
    }

    @Test
    void alarmsOfAnAcceptedLoss_end() {
        loseFour();
        site.nights(1);
        assertThat(site.alarmed()).containsExactly("front");
        assertThat(site.alarms(LOST)).hasSize(1);

        accept("4-7");
        site.pass();
        site.nights(2);

        assertThat(site.alarmed()).isEmpty();
        assertThat(site.alarms(LOST)).isEmpty();
    }

    /** Nothing is to be compared again of a day of which all is known. */
    @Test
    void acceptedDay_isNotComparedAgainForGood_andStaysAsItIs() {
        LocalDate lost = loseFour();
        accept("4-7");
        site.verify();

        VerifyScope nothing = new VerifyScope(null, null, 0, false, true, false);
        assertThat(new OpenDays(site.store.tallies(), nothing).again(Events.DEVICE))
                .doesNotContain(lost);
        VerifyReport narrow = site.verify(nothing);

        assertThat(narrow.exitCode()).as(narrow.text()).isEqualTo(ExitCode.FINE);
        assertThat(completeUntil(narrow)).isAfter(lost.plusDays(1).atStartOfDay());
        assertThat(site.receiver.days(Events.DEVICE).get(lost).verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void whatElseIsLost_holdsBack() {
        loseFour();
        accept("4-7");
        site.punches(6);
        site.fake.overwriteAllBut(2);

        VerifyReport report = site.verify();

        assertThat(report.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(ComparedSite.open(report))
                .extracting(Finding::serialNo, Finding::lastSerial)
                .containsExactly(tuple(10L, 13L));
        assertThat(report.devices().get(0).findings())
                .extracting(Finding::serialNo, Finding::state)
                .contains(tuple(4L, State.ACCEPTED));
        assertThat(report.text()).contains("but for a loss").contains("Not shown to be complete");
    }

    @Test
    void partOfAnAcceptedGapThatSomebodyHas_isToldAsThat_andTheRestAsAccepted() {
        LocalDate lost = loseFour();
        accept("4-7");
        site.verify();
        site.receiver.hasFromElsewhere(event(5), false, true);

        VerifyReport report = site.verify();

        assertThat(report.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(report.devices().get(0).findings())
                .extracting(Finding::serialNo, Finding::state)
                .containsExactly(tuple(4L, State.ACCEPTED), tuple(5L, State.REPAIRED), tuple(6L, State.ACCEPTED));
        for (long serial : List.of(4L, 6L, 7L)) {
            site.receiver.hasFromElsewhere(event(serial), false, true);
        }
        site.verify();

        assertThat(site.verify().text()).doesNotContain("accepted");
        assertThat(site.receiver.days(Events.DEVICE).get(lost).verdict()).isEqualTo(Verdict.COMPLETE);
    }

    private AttendanceEvent event(long serial) {
        LocalDateTime at = Objects.requireNonNull(site.fake.wallClockOf(serial));
        return Events.punch(Events.DEVICE, serial, at, "00012", Channel.WEBHOOK).event();
    }

    @Test
    void acceptedGapThatTurnsOutToBeAbsent_isToldAsThat() {
        site.punches(5);
        site.fake.delete(3, 3);
        site.verify();
        accept("3");
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);

        site.nights(2);

        assertThat(site.verify().devices().get(0).findings())
                .extracting(Finding::kind, Finding::state)
                .containsExactly(tuple(Kind.ABSENT, State.OPEN));
        assertThat(site.receiver.days(Events.DEVICE).values())
                .flatExtracting(DayProof::findings)
                .extracting(Finding::kind)
                .containsOnly(Kind.ABSENT);
    }

    @Test
    void acceptedTimeThatNobodyRead_letsCompleteUntilPass() {
        site.punches(3);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        LocalDateTime last = Objects.requireNonNull(site.fake.wallClockOf(3));
        site.fake.punch();
        site.fake.clearLog();
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(new KnownLosses(site.store, site.store.tallies()).all())
                .singleElement()
                .satisfies(loss -> assertThat(loss.refusal()).contains("that time is not over"));
        site.punches(2);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.INCOMPLETE);

        accept(IsoText.of(last));
        VerifyReport report = site.verify();

        assertThat(report.exitCode()).as(report.text()).isEqualTo(ExitCode.FINE);
        assertThat(completeUntil(report)).isAfter(last);
        assertThat(report.devices().get(0).days())
                .filteredOn(day -> day.day().equals(last.toLocalDate()))
                .extracting(DayProof::verdict)
                .doesNotContain(Verdict.COMPLETE);
        site.pass();
        assertThat(site.alarms(LOST)).isEmpty();
    }
}
