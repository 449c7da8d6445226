package dev.rollcall.attendance.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.reconcile.DeviceSays.How;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import dev.rollcall.attendance.reconcile.Finding.State;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DayProofTest {

    private static final TallySum SENT = Keys.tally(Keys.some(3, 1)).sum();
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");
    private static final LocalDateTime NIGHT = LocalDateTime.parse("2026-11-26T00:00:00");
    private static final String LOST = "the device overwrote it before it was read";
    private static final LocalDateTime NOON = LocalDateTime.parse("2026-11-23T12:00:00");

    @ParameterizedTest
    @CsvSource({
        "COUNTED, 7, true, true, COMPLETE",
        "COUNTED, 8, true, true, UNKNOWN",
        "COUNTED, 7, false, true, UNKNOWN",
        "COUNTED, 7, true, false, UNKNOWN",
        "SEARCHED, 7, true, true, COMPLETE",
        "SEARCHED, 6, true, true, UNKNOWN",
        "READ, 6, true, true, COMPLETE",
        "READ, 6, false, true, UNKNOWN",
        "READ_BEFORE, , true, true, COMPLETE",
        "CANNOT_COUNT, , true, true, CANNOT_COUNT",
        "NOT_ASKED, , true, true, UNKNOWN",
    })
    void verdict_isCompleteOnlyWhereAllThreeWereAskedAndAgree(
            How how, @Nullable Long device, boolean compared, boolean over, Verdict verdict) {
        assertThat(day(new DeviceSays(how, device), compared, over).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource(How.class)
    void verdict_isIncompleteWhateverTheDeviceSays_whileSomethingIsOpen(How how) {
        Long events = how == How.COUNTED || how == How.SEARCHED || how == How.READ ? 7L : null;

        assertThat(day(new DeviceSays(how, events), true, true, open(Kind.NOT_IN_RECEIVER, NOON))
                        .verdict())
                .isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void verdict_mindsNeitherWhatWasPutRight_norWhatIsProvedAbsent() {
        DeviceSays seven = new DeviceSays(How.COUNTED, 7L);

        assertThat(day(seven, true, true, open(Kind.NOT_IN_JOURNAL, NOON).as(State.REPAIRED), open(Kind.ABSENT, NOON))
                        .verdict())
                .isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void whatDiffersAtTheReceiver_isSeenByComparingWithItAlone() {
        assertThat(Stream.of(Kind.values()).filter(Kind::isOfReceiver))
                .containsExactly(Kind.NOT_IN_RECEIVER, Kind.OTHER_IN_RECEIVER, Kind.ONLY_IN_RECEIVER);
    }

    @Test
    void verdictNow_isUnknownOnceTheReceiverHasSomethingElse() {
        DayProof complete = day(new DeviceSays(How.COUNTED, 7L), true, true);
        DayProof incomplete = day(new DeviceSays(How.COUNTED, 7L), true, true, open(Kind.WAITING, NOON));

        assertThat(complete.verdict(SENT)).isEqualTo(Verdict.COMPLETE);
        assertThat(complete.verdict(TallySum.ZERO)).isEqualTo(Verdict.UNKNOWN);
        assertThat(incomplete.verdict(TallySum.ZERO)).isEqualTo(Verdict.INCOMPLETE);
    }

    /** Whoever is paid by it must see that something was lost, also when nothing is to be done about it any more. */
    @ParameterizedTest
    @CsvSource({
        "OVERWRITTEN, INCOMPLETE",
        "GAP, INCOMPLETE",
        "UNREAD, INCOMPLETE",
        "QUARANTINED, COMPLETE",
        "ABSENT, COMPLETE"
    })
    void dayOfAnAcceptedLoss_isNeverComplete_andHoldsNothingBack(Kind kind, Verdict verdict) {
        DeviceSays seven = new DeviceSays(How.COUNTED, 7L);
        DayProof day = day(seven, true, true, open(kind, NOON).as(State.ACCEPTED));

        assertThat(day.verdict()).isEqualTo(verdict);
        assertThat(day.verdictBesideAcceptedLosses()).isEqualTo(Verdict.COMPLETE);
        assertThat(day.verdictBesideAcceptedLosses(SENT)).isEqualTo(Verdict.COMPLETE);
        assertThat(day.verdictBesideAcceptedLosses(TallySum.ZERO)).isEqualTo(Verdict.UNKNOWN);
        assertThat(CompleteUntil.of(NIGHT, List.of(day), day.findings())).isEqualTo(NIGHT);
    }

    @Test
    void dayOfAnAcceptedLoss_holdsBackWhateverElseIsWrong() {
        Finding accepted = open(Kind.OVERWRITTEN, NOON.minusHours(2)).as(State.ACCEPTED);
        DayProof waits = day(new DeviceSays(How.COUNTED, 7L), true, true, accepted, open(Kind.WAITING, NOON));
        DayProof unasked = day(DeviceSays.NOTHING, true, true, accepted);
        DayProof uncounted = day(new DeviceSays(How.CANNOT_COUNT, null), true, true, accepted);

        assertThat(waits.verdictBesideAcceptedLosses()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(CompleteUntil.of(NIGHT, List.of(waits), List.of())).isEqualTo(NOON);
        assertThat(unasked.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(unasked.verdictBesideAcceptedLosses()).isEqualTo(Verdict.UNKNOWN);
        assertThat(uncounted.verdictBesideAcceptedLosses()).isEqualTo(Verdict.CANNOT_COUNT);
        assertThat(CompleteUntil.of(NIGHT, List.of(unasked), List.of())).isEqualTo(DAY.atStartOfDay());
    }

    @Test
    void acceptedLosses_areCountedBeforeCompleteUntil_inWords() {
        Finding unknown = open(Kind.GAP, null).as(State.ACCEPTED);
        Finding before = open(Kind.UNREAD, NOON).as(State.ACCEPTED);
        Finding after = open(Kind.OVERWRITTEN, NIGHT).as(State.ACCEPTED);
        List<Finding> all = List.of(
                unknown,
                before,
                after,
                open(Kind.GAP, NOON),
                open(Kind.QUARANTINED, NOON).as(State.ACCEPTED));

        assertThat(CompleteUntil.acceptedBefore(NIGHT, all)).isEqualTo(2);
        assertThat(CompleteUntil.acceptedBefore(null, all)).isZero();
        assertThat(CompleteUntil.butFor(0)).isEmpty();
        assertThat(CompleteUntil.butFor(1)).isEqualTo(", but for a loss that a person has accepted");
        assertThat(CompleteUntil.butFor(2)).isEqualTo(", but for 2 losses that a person has accepted");
        assertThat(all).filteredOn(Finding::isMissing).containsExactly(unknown, before, after, open(Kind.GAP, NOON));
    }

    @Test
    void completeUntil_isHowFarTheDeviceIsRead_ifNothingIsInTheWay() {
        DayProof fine = day(new DeviceSays(How.COUNTED, 7L), true, true);
        DayProof today = day(new DeviceSays(How.COUNTED, 7L), true, false);

        assertThat(CompleteUntil.of(NIGHT, List.of(fine, today), List.of(open(Kind.ABSENT, null))))
                .isEqualTo(NIGHT);
        assertThat(CompleteUntil.of(null, List.of(fine), List.of())).isNull();
        assertThat(CompleteUntil.of(null, List.of(day(DeviceSays.NOTHING, true, true)), List.of(open(Kind.GAP, NOON))))
                .isNull();
    }

    @Test
    void completeUntil_endsWhereADayIsNotProved() {
        DayProof unasked = day(DeviceSays.NOTHING, true, true);
        DayProof uncounted = day(new DeviceSays(How.CANNOT_COUNT, null), true, true);
        DayProof unread = day(new DeviceSays(How.COUNTED, 9L), true, true);
        DayProof uncompared = day(new DeviceSays(How.COUNTED, 7L), false, true);

        for (DayProof day : List.of(unasked, uncounted, unread, uncompared)) {
            assertThat(CompleteUntil.of(NIGHT, List.of(day), List.of())).isEqualTo(DAY.atStartOfDay());
        }
        assertThat(CompleteUntil.of(NOON.minusDays(3), List.of(unasked), List.of()))
                .isEqualTo(NOON.minusDays(3));
    }

    @Test
    void completeUntil_endsAtTheFirstThingThatIsOpen() {
        DeviceSays seven = new DeviceSays(How.COUNTED, 7L);
        DayProof named = day(
                seven,
                true,
                true,
                open(Kind.WAITING, NOON.plusHours(1)),
                open(Kind.NOT_IN_RECEIVER, NOON),
                open(Kind.BLOCKED, NOON.minusHours(2)).as(State.REPAIRED));

        DayProof turned =
                day(seven, true, true, open(Kind.NOT_IN_RECEIVER, NOON), open(Kind.WAITING, NOON.plusHours(1)));

        assertThat(CompleteUntil.of(NIGHT, List.of(named), List.of())).isEqualTo(NOON);
        assertThat(CompleteUntil.of(NIGHT, List.of(turned), List.of())).isEqualTo(NOON);
        assertThat(CompleteUntil.of(NIGHT, List.of(day(seven, true, true, open(Kind.WAITING, null))), List.of()))
                .isEqualTo(DAY.atStartOfDay());
        assertThat(CompleteUntil.of(NIGHT, List.of(), List.of(open(Kind.OVERWRITTEN, NOON))))
                .isEqualTo(NOON);
        assertThat(CompleteUntil.of(
                        NIGHT, List.of(named), List.of(open(Kind.QUARANTINED, null), open(Kind.OVERWRITTEN, NOON))))
                .isNull();
    }

    @Test
    void finding_isASentence() {
        EventId id = EventId.of("0".repeat(32));

        assertThat(open(Kind.BLOCKED, NOON)).hasToString("serial 5 of 2026-11-23T12:00: the receiver rejected it");
        assertThat(new Finding(Kind.OVERWRITTEN, null, 5L, 9L, null, State.OPEN))
                .hasToString("serials 5 to 9 of unknown time: the device overwrote it before it was read");
        assertThat(between(null, NOON)).hasToString("serials 5 to 9 of unknown time before 2026-11-23T12:00: " + LOST);
        assertThat(between(NOON, NOON.plusHours(12)))
                .hasToString("serials 5 to 9 between 2026-11-23T12:00 and 2026-11-24T00:00: " + LOST);
        assertThat(between(NOON, NOON.plusHours(13)).as(State.REPAIRED))
                .hasToString("serials 5 to 9 between 2026-11-23T12:00 and 2026-11-24T01:00, of which day is not known: "
                        + LOST + "; the receiver has it all the same, from a push or from another agent");
        assertThat(open(Kind.BLOCKED, NOON).as(State.ACCEPTED))
                .hasToString("serial 5 of 2026-11-23T12:00: the receiver rejected it; a person has accepted that");
        assertThat(new Finding(Kind.NOT_IN_JOURNAL, id, null, null, NOON, State.REPAIRED))
                .hasToString("event " + id
                        + " of 2026-11-23T12:00: the device shows it, the journal did not have it; put right");
    }

    @Test
    void findingsThatAreLeftOut_areANumber_andWhetherTheyMatter() {
        assertThat(Finding.more(212, true)).isEqualTo("and 212 more");
        assertThat(Finding.more(212, false)).isEqualTo("and 212 more, none of which holds anything back");
    }

    @Test
    void dayThatNobodyCompared_betweenOthersOrAfterThem_isFound() {
        LocalDateTime noon = DAY.plusDays(5).atTime(12, 0);
        List<LocalDate> all = DAY.datesUntil(DAY.plusDays(5)).toList();

        assertThat(CompleteUntil.firstNotCompared(List.of(), noon)).isNull();
        assertThat(CompleteUntil.firstNotCompared(all, noon)).isNull();
        assertThat(CompleteUntil.firstNotCompared(all.subList(0, 4), noon)).isEqualTo(DAY.plusDays(4));
        assertThat(CompleteUntil.firstNotCompared(List.of(DAY, DAY.plusDays(2), DAY.plusDays(4)), noon))
                .isEqualTo(DAY.plusDays(1));
        assertThat(CompleteUntil.firstNotCompared(
                        List.of(DAY, DAY.plusDays(9)), DAY.plusDays(1).atStartOfDay()))
                .as("what comes later is not asked about")
                .isNull();
        assertThat(CompleteUntil.firstNotCompared(
                        List.of(DAY.minusYears(20), DAY, DAY.plusDays(1)),
                        DAY.plusDays(2).atStartOfDay()))
                .as("a clock that lost its time")
                .isNull();
    }

    private static Finding between(@Nullable LocalDateTime from, LocalDateTime to) {
        return new Finding(Kind.OVERWRITTEN, null, 5L, 9L, from, to, State.OPEN);
    }

    @ParameterizedTest
    @CsvSource({"COUNTED,", "READ,", "SEARCHED,", "NOT_ASKED, 1", "CANNOT_COUNT, 1", "READ_BEFORE, 1"})
    void deviceSays_hasANumberExactlyWhereItWasCounted(How how, @Nullable Long events) {
        assertThatThrownBy(() -> new DeviceSays(how, events)).hasMessageContaining(how.name());
    }

    private static Finding open(Kind kind, @Nullable LocalDateTime wallClock) {
        return new Finding(kind, null, 5L, null, wallClock, State.OPEN);
    }

    private static DayProof day(DeviceSays device, boolean compared, boolean over, Finding... findings) {
        return new DayProof(DAY, device, 7, SENT, SENT, compared, over, List.of(findings));
    }
}
