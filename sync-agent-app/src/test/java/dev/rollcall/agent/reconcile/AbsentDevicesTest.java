package dev.rollcall.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.reconcile.VerifyReport.DeviceResult;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is missing of a terminal that does not answer any more is missing all the same; what is in order raises no alarm. */
class AbsentDevicesTest {

    private static final DeviceKey NEXT = DeviceKey.of("FX0000002");
    private static final String LOST = "events-lost";

    private final ComparedSite site = new ComparedSite();

    private void replace() {
        site.fake.become(NEXT);
        site.fake.clearLog();
        site.fake.garble();
        site.punches(2);
    }

    private static DeviceResult of(VerifyReport report, DeviceKey device) {
        return report.devices().stream()
                .filter(result -> device.value().equals(result.key()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void replacedTerminalOfWhichAllIsInOrder_isNotMentioned() {
        site.punches(3);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        replace();
        site.nights(2);

        VerifyReport report = site.verify();

        assertThat(report.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(report.devices()).extracting(DeviceResult::key).containsExactly(NEXT.value());
        assertThat(site.alarmed()).isEmpty();
    }

    @Test
    void whatTheReceiverRejectedOfAReplacedTerminal_isMissing_andTheAlarmStands() {
        site.receiver.reject(true);
        site.punches(3);
        site.nights(1);
        assertThat(site.alarmed()).containsExactly("front");
        site.receiver.reject(false);
        replace();
        site.nights(2);

        VerifyReport report = site.verify();

        assertThat(of(report, Events.DEVICE).allFindings())
                .extracting(Finding::kind)
                .containsExactly(Kind.BLOCKED, Kind.BLOCKED, Kind.BLOCKED);
        assertThat(of(report, NEXT).isFine()).isTrue();
        assertThat(report.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(site.alarmed()).containsExactly("front");

        site.store.requeue(null, List.of());
        site.deliver();
        site.nights(1);
        assertThat(site.alarmed()).isEmpty();
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void whatWasNotUnderstoodOfAReplacedTerminal_isMissing_alsoIfItWasNeverCompared() {
        site.fake.punch();
        site.fake.garble(1L);
        site.pass();
        replace();
        site.nights(1);

        VerifyReport report = site.verify();

        assertThat(of(report, Events.DEVICE).allFindings())
                .extracting(Finding::kind)
                .containsExactly(Kind.QUARANTINED);
        assertThat(report.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(site.alarmed()).containsExactly("front");
    }

    @Test
    void whatAReplacedTerminalHadOverwritten_isMissing_andBothAlarmsStand() {
        site.fake.searchBySerial();
        site.punches(3);
        site.pass();
        site.punches(6);
        site.fake.overwriteAllBut(2);
        site.nights(1);
        assertThat(site.alarms(LOST)).hasSize(1);
        assertToldWithItsTimes();
        replace();
        site.pass();
        site.nights(2);

        VerifyReport report = site.verify();

        assertThat(ComparedSite.open(report)).extracting(Finding::kind).containsOnly(Kind.OVERWRITTEN);
        assertThat(of(report, Events.DEVICE).completeUntil()).isNotNull();
        assertThat(report.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(site.alarmed()).containsExactly("front");
        assertThat(site.alarms(LOST))
                .singleElement()
                .asString()
                .contains("stood there before no longer holds 4 events");
    }

    /** Whoever reads the page must not take one gap for several, nor its day for known. */
    private void assertToldWithItsTimes() {
        ProofMessage told = site.receiver.head(Events.DEVICE);
        Finding whole = ProofMessages.toFindings(told.findings()).get(0);
        List<Finding> ofDays = site.receiver.days(Events.DEVICE).values().stream()
                .flatMap(day -> day.findings().stream())
                .filter(Finding::blocks)
                .toList();
        assertThat(whole.wallClock()).isEqualTo(site.fake.wallClockOf(3));
        assertThat(whole.notAfter()).isEqualTo(site.fake.wallClockOf(8));
        assertThat(whole).asString().contains("serials 4 to 7 between ", ", of which day is not known");
        assertThat(ofDays).hasSizeGreaterThan(1).containsOnly(whole);
    }

    /** It was not asked for what it may well show not to be there; the next night it is. */
    @Test
    void terminalThatIsMerelyAwayForANight_raisesNoAlarm() {
        site.fake.searchBySerial();
        site.punches(5);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        site.punches(3);
        site.fake.delete(7, 7);
        site.pass();
        site.deliver();
        assertThat(site.store.tallies().unresolvedGaps(Events.DEVICE)).hasSize(1);
        site.fake.goAway(true);

        site.nights(2);
        assertThat(site.alarmed()).isEmpty();
        assertThat(site.verify().exitCode()).as("nobody knows").isNotEqualTo(ExitCode.FINE);

        site.fake.goAway(false);
        site.nights(1);
        assertThat(site.alarmed()).isEmpty();
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
    }

    /** The receiver forgot with the backup what it had been told; nobody will compare those days with the terminal any more. */
    @Test
    void whatWasFoundOfAReplacedTerminal_isToldAgainToAReceiverThatWasRestored() {
        ShelfReceiver backup = new ShelfReceiver();
        backup.restore(site.receiver, "backup");
        site.punches(3);
        site.nights(2);
        Map<LocalDate, DayProof> shown = Map.copyOf(site.receiver.days(Events.DEVICE));
        String checkedAt = site.receiver.head(Events.DEVICE).checkedAt();
        String until = site.receiver.head(Events.DEVICE).completeUntil();
        assertThat(shown).isNotEmpty();
        replace();
        site.nights(2);
        assertThat(site.receiver.head(Events.DEVICE).checkedAt()).isEqualTo(checkedAt);

        site.receiver.restore(backup, "store-2");
        site.punches(1);
        site.pass();
        site.deliver();
        site.nights(1);

        assertThat(site.receiver.events(Events.DEVICE)).isEqualTo(3);
        assertThat(site.receiver.days(Events.DEVICE)).isEqualTo(shown);
        assertThat(site.receiver.head(Events.DEVICE).completeUntil()).isEqualTo(until);
        assertThat(site.receiver.head(Events.DEVICE).checkedAt())
                .as("nobody has asked it since")
                .isEqualTo(checkedAt);
    }
}
