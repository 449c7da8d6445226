package dev.rollcall.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import dev.rollcall.attendance.reconcile.Finding.State;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a terminal overwrote before this agent read it is accused of nothing, and missed by nobody, if the receiver has it. */
class HeldElsewhereTest {

    private static final String LOST = "events-lost";

    private final ComparedSite site = new ComparedSite();

    /** The office computer was off for long: of the events 1 to 9 those from 4 to 7 were overwritten meanwhile. */
    @BeforeEach
    void loseFour() {
        site.punches(3);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        site.punches(6);
        site.fake.overwriteAllBut(2);
    }

    private AttendanceEvent event(long serial) {
        LocalDateTime at = Objects.requireNonNull(site.fake.wallClockOf(serial));
        return Events.punch(Events.DEVICE, serial, at, "00012", Channel.WEBHOOK).event();
    }

    private List<Finding> gaps(VerifyReport report) {
        return report.devices().get(0).findings();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatSomebodyElseSaved_isNamedAsSaved_andNobodyIsAskedForIt(boolean confirmed) {
        for (long serial = 4; serial <= 7; serial++) {
            site.receiver.hasFromElsewhere(event(serial), confirmed, true);
        }

        VerifyReport report = site.verify();

        assertThat(ComparedSite.open(report)).isEmpty();
        assertThat(gaps(report)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.OVERWRITTEN);
            assertThat(finding.state()).isEqualTo(State.REPAIRED);
            assertThat(finding).asString().contains("serials 4 to 7", "the receiver has it all the same");
        });
        assertThat(report.exitCode()).isEqualTo(ExitCode.FINE);
        site.pass();
        assertThat(site.alarms(LOST)).as("nobody need be asked").isEmpty();
        site.nights(2);
        assertThat(site.alarmed()).isEmpty();
    }

    @Test
    void whatNobodySaved_isLost_andNoMoreThanThat() {
        site.receiver.hasFromElsewhere(event(5), false, true);

        VerifyReport report = site.verify();

        assertThat(ComparedSite.open(report))
                .allMatch(finding -> finding.kind() == Kind.OVERWRITTEN)
                .extracting(Finding::serialNo, Finding::lastSerial)
                .containsExactlyInAnyOrder(tuple(4L, null), tuple(6L, 7L));
        assertThat(report.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        site.pass();
        assertThat(site.alarms(LOST)).singleElement().asString().contains("no longer holds 3 events");
    }

    @Test
    void whatTheReceiverLosesAgain_isLost() {
        site.receiver.hasFromElsewhere(event(5), false, true);
        site.verify();
        assertThat(gaps(site.verify())).hasSize(3);
        site.receiver.loseWhatIsFromElsewhere();

        assertThat(gaps(site.verify()))
                .hasSize(3)
                .allMatch(finding -> finding.kind() == Kind.OVERWRITTEN && finding.state() == State.OPEN);
    }

    /** When it was nobody knows, as nothing around it was understood: all that the receiver has was compared. */
    @Test
    void whatTheReceiverLosesAgain_isLost_thoughNoNeighbourHasATime() {
        ComparedSite strange = new ComparedSite();
        strange.fake.garble(1L, 2L, 3L);
        strange.punches(3);
        strange.verify();
        strange.punches(6);
        LocalDateTime at = Objects.requireNonNull(strange.fake.wallClockOf(5));
        strange.fake.overwriteAllBut(2);
        strange.receiver.hasFromElsewhere(
                Events.punch(Events.DEVICE, 5L, at, "00012", Channel.WEBHOOK).event(), false, true);
        strange.verify();
        assertThat(gaps(strange.verify()))
                .filteredOn(finding -> finding.kind() == Kind.OVERWRITTEN)
                .hasSize(3);
        strange.receiver.loseWhatIsFromElsewhere();

        assertThat(gaps(strange.verify()))
                .filteredOn(finding -> finding.kind() == Kind.OVERWRITTEN)
                .hasSize(3)
                .allMatch(finding -> finding.state() == State.OPEN);
    }

    @Test
    void rowThatIsNotAsWritten_isNamed_whereverItIs() {
        site.receiver.hasFromElsewhere(event(5), true, false);

        assertThat(ComparedSite.open(site.verify())).extracting(Finding::kind).contains(Kind.ONLY_IN_RECEIVER);
    }

    @Test
    void rowThatNobodyKnows_isNamed_whereNothingWasLost() {
        AttendanceEvent beside = Events.punch(
                        Events.DEVICE, 77L, event(9).time().wallClock().minusMinutes(1), "00012", Channel.WEBHOOK)
                .event();
        AttendanceEvent longAfter = Events.punch(
                        Events.DEVICE, 5L, event(9).time().wallClock().plusHours(29), "00012", Channel.WEBHOOK)
                .event();
        site.world.runFor(Duration.ofDays(2));
        site.receiver.hasFromElsewhere(beside, false, true);
        site.receiver.hasFromElsewhere(longAfter, false, true);

        assertThat(ComparedSite.open(site.verify()))
                .filteredOn(finding -> finding.kind() == Kind.ONLY_IN_RECEIVER)
                .extracting(Finding::serialNo)
                .containsExactlyInAnyOrder(77L, 5L);
    }

    /** How much was lost nobody knows, so the days stay open; what is there is accused of nothing all the same. */
    @Test
    void whatSomebodySavedOfALogThatWasCleared_isNotAccused() {
        ComparedSite cleared = new ComparedSite();
        cleared.punches(3);
        cleared.verify();
        cleared.fake.punch();
        LocalDateTime unread = Objects.requireNonNull(cleared.fake.wallClockOf(4));
        cleared.world.runFor(Duration.ofHours(1));
        cleared.fake.clearLog();
        cleared.punches(2);
        cleared.pass();
        cleared.receiver.hasFromElsewhere(
                Events.punch(Events.DEVICE, 4L, unread, "00012", Channel.WEBHOOK)
                        .event(),
                false,
                true);

        assertThat(ComparedSite.open(cleared.verify()))
                .isNotEmpty()
                .extracting(Finding::kind)
                .containsOnly(Kind.UNREAD);
    }

    /** The webhook was there before the agent was. */
    @Test
    void whatWasPushedBeforeTheJournalBegins_isNotAccused_unlessTheJournalHasTheLogFromItsFirstNumber() {
        ComparedSite late = new ComparedSite();
        late.punches(4);
        late.fake.overwriteAllBut(2);
        LocalDateTime second = Objects.requireNonNull(late.fake.wallClockOf(2));
        late.receiver.hasFromElsewhere(
                Events.punch(Events.DEVICE, 2L, second, "00012", Channel.WEBHOOK)
                        .event(),
                false,
                true);
        AttendanceEvent early = Events.punch(
                        Events.DEVICE, 88L, event(1).time().wallClock().minusHours(3), "00012", Channel.WEBHOOK)
                .event();
        site.receiver.hasFromElsewhere(early, false, true);

        assertThat(ComparedSite.open(late.verify())).noneMatch(finding -> finding.kind() == Kind.ONLY_IN_RECEIVER);
        assertThat(ComparedSite.open(site.verify()))
                .filteredOn(finding -> finding.kind() == Kind.ONLY_IN_RECEIVER)
                .extracting(Finding::serialNo)
                .containsExactly(88L);
    }
}
