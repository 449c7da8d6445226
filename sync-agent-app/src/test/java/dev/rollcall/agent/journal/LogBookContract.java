package dev.rollcall.agent.journal;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.LogProof;
import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.attendance.window.RingWatch;
import dev.rollcall.attendance.window.SerialGap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every journal must know of devices' logs: what it has of them, what is missing, and how fast they fill. */
public abstract class LogBookContract extends JournalFixture {

    private static final Checkpoint REACHED = new Checkpoint(MORNING.plusHours(1), null, null, null);
    private static final Acceptance ACCEPTANCE = new Acceptance(SEEN.plusSeconds(3), "jan", "asked everybody");

    @Test
    void serialsOfStoredPages_areCovered_ofEveryClass_inRangesThatMerge() {
        append(Events.punch(DEVICE, 1), Events.door(DEVICE, 2), Events.punch(DEVICE, 5));
        append(Events.punch(DEVICE, 9), Events.punch(DEVICE, 4), Events.punch(DEVICE, 6));
        append(Events.punch(DEVICE, null, MORNING, "7", Channel.POLL));
        append(Events.punch(DEVICE, 30L, MORNING, "7", Channel.LISTENER));
        assertThat(facts().device(FRONT).log().covered()).containsExactly(range(1, 2), range(4, 6), range(9, 9));

        append(Events.door(DEVICE, 3), Events.punch(DEVICE, 5), Events.punch(DEVICE, 7), Events.punch(DEVICE, 8));
        assertThat(facts().device(FRONT).log().covered()).containsExactly(range(1, 9));
    }

    @Test
    void unreadableRecordWithASerial_isNoGap() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 3));
        QuarantinedRecord strange =
                new QuarantinedRecord("time is missing", RawRecord.ofText("{}"), RecordContext.UNKNOWN, 2L);
        journal().append(new JournalPage(begin(), DEVICE, List.of(), List.of(strange), 0, null, SEEN));

        assertThat(journal().settleGaps(DEVICE, proof(1, 3), SEEN)).isEmpty();
    }

    @Test
    void scrapOfAPush_coversNoSerial() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 3));
        RecordContext context = new RecordContext(null, null, null, Channel.LISTENER);
        QuarantinedRecord scrap =
                new QuarantinedRecord("it was cut", RawRecord.ofText("{\"serialNo\":2,"), context, 2L);
        journal().append(new JournalPage(begin(), DEVICE, List.of(), List.of(scrap), 0, null, SEEN));

        assertThat(journal().settleGaps(DEVICE, proof(1, 3), SEEN)).hasSize(1);
        assertThat(tallies().notUnderstood(DEVICE)).isEmpty();
        assertThat(facts().device(FRONT).quarantined()).isZero();
    }

    @Test
    void gapsOfOthers_areThoseOfWhatStoodThereBefore() {
        DeviceKey next = DeviceKey.of("NEXT");
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2), Events.punch(DEVICE, 3));
        List<SerialGap> gaps = journal().settleGaps(DEVICE, proof(8, 12), SEEN);
        assertThat(gaps).isNotEmpty();
        assertThat(journal().gapsOfOthers(DEVICE, "front")).isEmpty();
        assertThat(tallies().devices()).containsExactly(DEVICE);

        journal().meet(Events.sight(next, "front"));

        assertThat(tallies().devices()).containsExactlyInAnyOrder(DEVICE, next);
        assertThat(journal().gapsOfOthers(next, "front")).isEqualTo(gaps);
        assertThat(journal().gapsOfOthers(next, "back")).isEmpty();
        journal().meet(Events.sight(DEVICE, "back"));
        assertThat(journal().gapsOfOthers(next, "front")).isEmpty();
    }

    @Test
    void gaps_areNoticed_shrinkAndVanish_andCompletenessNeverPassesThem() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2), Events.punch(DEVICE, 8), Events.punch(DEVICE, 12));
        Checkpoint checkpoint = new Checkpoint(MORNING.plusHours(1), null, null, null);
        journal().append(new JournalPage(begin(), DEVICE, List.of(), List.of(), 0, checkpoint, SEEN));

        assertThat(journal().wouldGrow(DEVICE, proof(8, 12))).isTrue();
        List<SerialGap> found = journal().settleGaps(DEVICE, proof(8, 12), SEEN);
        assertThat(found)
                .containsExactly(
                        new SerialGap(range(3, 7), at(2), at(8), SerialGap.Kind.OVERWRITTEN, SEEN),
                        new SerialGap(range(9, 11), at(8), at(12), SerialGap.Kind.DELETED, SEEN));
        assertThat(journal().wouldGrow(DEVICE, proof(8, 12))).isFalse();
        assertThat(facts().device(FRONT).log().gaps()).isEqualTo(found);
        assertThat(facts().device(FRONT).log().lost()).isEqualTo(8);
        assertThat(facts().device(FRONT).log().completeUntil()).isEqualTo(at(2));

        append(Events.punch(DEVICE, 3), Events.punch(DEVICE, 10));
        append(Events.punch(DEVICE, 9), Events.punch(DEVICE, 11));
        assertThat(journal().settleGaps(DEVICE, null, SEEN.plusSeconds(9)))
                .containsExactly(new SerialGap(range(4, 7), at(3), at(8), SerialGap.Kind.OVERWRITTEN, SEEN));

        append(Events.punch(DEVICE, 4), Events.punch(DEVICE, 5), Events.punch(DEVICE, 6), Events.punch(DEVICE, 7));
        assertThat(journal().settleGaps(DEVICE, null, SEEN)).isEmpty();
        assertThat(facts().device(FRONT).log().completeUntil()).isEqualTo(MORNING.plusHours(1));
    }

    @Test
    void lostTimes_areKept_earliestFirst_andCompletenessNeverPassesThem_unlessTheyAreAccepted() {
        append(Events.punch(DEVICE, 1));
        Checkpoint checkpoint = new Checkpoint(MORNING.plusHours(9), null, null, null);
        journal().append(new JournalPage(begin(), DEVICE, List.of(), List.of(), 0, checkpoint, SEEN));
        LostTime early = new LostTime(MORNING.plusHours(1), MORNING.plusHours(2), SEEN);
        LostTime late = new LostTime(MORNING.plusHours(4), null, SEEN.plusSeconds(5));

        journal().keepLostTimes(DEVICE, List.of(late, early));

        assertThat(journal().lostTimes(DEVICE)).containsExactly(early, late);
        assertThat(journal().lostTimes(DeviceKey.of("NEXT"))).isEmpty();
        assertThat(facts().device(FRONT).log().completeUntil()).isEqualTo(early.notBefore());
        journal().accept(DEVICE, AcceptedLoss.of(early, ACCEPTANCE));
        assertThat(journal().lostTimes(DEVICE)).containsExactly(early, late);
        assertThat(facts().device(FRONT).log().completeUntil()).isEqualTo(late.notBefore());
        assertThat(facts().device(FRONT).log().accepted()).isEqualTo(1);
    }

    @Test
    void acceptedLosses_stayInTheOrderInWhichTheyWereAccepted_ofEachDevice() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 8));
        SerialGap gap = journal().settleGaps(DEVICE, proof(1, 8), SEEN).get(0);
        LostTime time = new LostTime(MORNING.plusHours(1), MORNING.plusHours(2), SEEN);
        List<AcceptedLoss> accepted = List.of(
                AcceptedLoss.of(gap, ACCEPTANCE),
                AcceptedLoss.of(time, ACCEPTANCE),
                AcceptedLoss.of(
                        new SerialGap(range(2, 3), null, null, SerialGap.Kind.OVERWRITTEN, SEEN.plusSeconds(1)),
                        new Acceptance(SEEN.plusSeconds(7), "ann", "better known now")));

        accepted.forEach(loss -> journal().accept(DEVICE, loss));
        journal().keepLostTimes(DEVICE, List.of(time));

        assertThat(journal().losses(DEVICE)).isEqualTo(new LogLosses(List.of(time), new Acceptances(accepted)));
        assertThat(journal().losses(DeviceKey.of("NEXT"))).isEqualTo(new LogLosses(List.of(), Acceptances.NONE));
    }

    @Test
    void acceptedGap_holdsNothingBack_andIsCountedAsAccepted_alsoWhenItsDeviceIsReplaced() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 4), Events.punch(DEVICE, 8));
        Checkpoint checkpoint = new Checkpoint(MORNING.plusHours(9), null, null, null);
        journal().append(new JournalPage(begin(), DEVICE, List.of(), List.of(), 0, checkpoint, SEEN));
        List<SerialGap> gaps = journal().settleGaps(DEVICE, proof(1, 8), SEEN);
        assertThat(gaps).extracting(SerialGap::serials).containsExactly(range(2, 3), range(5, 7));

        journal().accept(DEVICE, AcceptedLoss.of(gaps.get(0), ACCEPTANCE));

        assertThat(journal().settleGaps(DEVICE, null, SEEN)).as("as they are").isEqualTo(gaps);
        assertThat(facts().device(FRONT).log().gaps()).containsExactly(gaps.get(1));
        assertThat(facts().device(FRONT).log().lost()).isEqualTo(3);
        assertThat(facts().device(FRONT).log().accepted()).isEqualTo(1);
        assertThat(facts().device(FRONT).log().completeUntil()).isEqualTo(at(4));
        DeviceKey next = DeviceKey.of("NEXT");
        journal().meet(Events.sight(next, "front"));
        assertThat(journal().gapsOfOthers(next, "front")).containsExactly(gaps.get(1));

        journal().accept(DEVICE, AcceptedLoss.of(gaps.get(1), ACCEPTANCE));
        assertThat(journal().gapsOfOthers(next, "front")).isEmpty();
    }

    /** The same numbers of a later log are others. */
    @Test
    void acceptanceOfAGap_isNoneOfTheSameNumbersOfANewLog() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 4));
        SerialGap old = journal().settleGaps(DEVICE, proof(1, 4), SEEN).get(0);
        journal().accept(DEVICE, AcceptedLoss.of(old, ACCEPTANCE));
        Instant noticed = SEEN.plusSeconds(60);
        journal().beginLog(DEVICE, new Anchor(4, at(4)), noticed);
        append(later(3), later(4));

        List<SerialGap> gaps = journal().settleGaps(DEVICE, proof(3, 4), noticed);

        assertThat(gaps).extracting(SerialGap::serials).containsExactly(range(2, 3), range(1, 2));
        assertThat(journal().settleGaps(DEVICE, null, noticed))
                .as("that nothing more is proved takes nothing back")
                .isEqualTo(gaps);
        assertThat(journal().losses(DEVICE).accepted().open(gaps)).containsExactly(gaps.get(1));
    }

    @Test
    void latestRead_isOfTheLog_asTheLastFinishedPassLeftIt() {
        assertThat(journal().latestRead(DEVICE, null)).isNull();
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2));
        append(Events.punch(DEVICE, null, MORNING.plusHours(3), "7", Channel.LISTENER));
        assertThat(journal().latestRead(DEVICE, null))
                .as("no pass has come to its end")
                .isNull();

        journal().endPass(begin(), DEVICE, REACHED, null, SEEN);

        assertThat(journal().latestRead(DEVICE, null)).isEqualTo(at(2));
        assertThat(journal().latestRead(DEVICE, at(2))).isEqualTo(at(1));
        assertThat(journal().latestRead(DEVICE, at(1))).isNull();
    }

    @Test
    void latestRead_isOfWhatWasStoredByThen_howeverOurClockWasSet() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2));
        journal().endPass(begin(), DEVICE, REACHED, null, SEEN.plus(Duration.ofDays(3)));
        append(Events.punch(DEVICE, 3));
        journal().endPass(begin(), DEVICE, null, null, SEEN.plus(Duration.ofDays(4)));
        assertThat(journal().latestRead(DEVICE, null))
                .as("that pass has only found that all must be read")
                .isEqualTo(at(2));

        journal().endPass(begin(), DEVICE, REACHED, null, SEEN.minusSeconds(1));

        assertThat(journal().latestRead(DEVICE, null)).isEqualTo(at(3));
    }

    @Test
    void highestCovered_isOfThePresentLog_understoodOrNot() {
        assertThat(journal().highestCovered(DEVICE)).isNull();
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 3));
        assertThat(journal().highestCovered(DEVICE)).isEqualTo(3);
        QuarantinedRecord strange =
                new QuarantinedRecord("time is missing", RawRecord.ofText("{}"), RecordContext.UNKNOWN, 7L);
        journal().append(new JournalPage(begin(), DEVICE, List.of(), List.of(strange), 0, null, SEEN));
        assertThat(journal().highestCovered(DEVICE)).isEqualTo(7);

        journal().beginLog(DEVICE, new Anchor(3, at(3)), SEEN.plusSeconds(60));

        assertThat(journal().highestCovered(DEVICE)).isNull();
    }

    @Test
    void numberThatIsGivenTwice_beginsANewLog_andWhatWasLostSinceTheLastKnownIsOpen() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2), Events.punch(DEVICE, 3));
        journal().endPass(begin(), DEVICE, REACHED, null, SEEN);
        assertThat(journal().epoch(DEVICE)).isEqualTo(1);

        assertThat(journal().beganAfter(DEVICE)).isNull();
        append(later(1));
        append(later(1), later(2));

        assertThat(journal().epoch(DEVICE)).isEqualTo(2);
        assertThat(journal().beganAfter(DEVICE)).isEqualTo(at(3));
        assertThat(journal().lostTimes(DEVICE)).containsExactly(new LostTime(at(3), null, SEEN));
        assertThat(facts().device(FRONT).log().covered()).containsExactly(range(1, 2));
    }

    @Test
    void numberThatIsGivenTwice_isSeenWhenTheLogConfirmsWhatWasPushed() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2));
        journal().endPass(begin(), DEVICE, new Checkpoint(at(2), null, new Anchor(2, at(2)), null), null, SEEN);
        LocalDateTime next = MORNING.plusHours(20).plusSeconds(438);
        append(Events.punch(DEVICE, 1L, next, "00012", Channel.LISTENER));
        assertThat(journal().epoch(DEVICE)).as("anybody may push").isEqualTo(1);

        append(later(1));

        assertThat(journal().epoch(DEVICE)).isEqualTo(2);
        assertThat(journal().lostTimes(DEVICE)).containsExactly(new LostTime(at(2), null, SEEN));
    }

    @Test
    void numberIsGivenOnce_toWhatIsPrintedAnew_orWasNotUnderstoodBefore() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2));
        append(Events.punch(DEVICE, 1L, at(1).plusHours(2), "00012", Channel.POLL));
        append(Events.punch(DEVICE, 5L, at(1), "7", Channel.LISTENER));
        append(Events.punch(DEVICE, 5));
        QuarantinedRecord strange =
                new QuarantinedRecord("time is missing", RawRecord.ofText("{}"), RecordContext.UNKNOWN, 7L);
        journal().append(new JournalPage(begin(), DEVICE, List.of(), List.of(strange), 0, null, SEEN));
        append(Events.punch(DEVICE, 7));

        assertThat(journal().epoch(DEVICE)).isEqualTo(1);
        assertThat(journal().lostTimes(DEVICE)).isEmpty();
    }

    @Test
    void latestPrint_isOfTheSameRecord_underAnotherOffset() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2));
        append(Events.punch(DEVICE, 1L, at(1).plusHours(2), "00012", Channel.POLL));

        assertThat(journal().latestPrint(DEVICE, at(1))).isEqualTo(at(1).plusHours(2));
        assertThat(journal().latestPrint(DEVICE, at(1).plusHours(2))).isEqualTo(at(1).plusHours(2));
        assertThat(journal().latestPrint(DEVICE, at(2))).isEqualTo(at(2));
        assertThat(journal().latestPrint(DEVICE, at(9))).isEqualTo(at(9));
        assertThat(journal().latestPrint(DeviceKey.of("OTHER"), at(1))).isEqualTo(at(1));
    }

    @Test
    void anotherLogWasShown_ifItGaveANumberTwice_orOneThatThePresentLogHasNotReached() {
        append(Events.punch(DEVICE, 8));
        append(later(1), later(2));
        append(Events.punch(DEVICE, 7L, LocalDateTime.parse("1970-01-01T00:00:09"), "7", Channel.POLL));
        LocalDateTime first = later(1).event().time().wallClock();

        assertThat(journal().showedAnotherLog(DEVICE, first, 2)).isFalse();
        assertThat(journal().showedAnotherLog(DEVICE, first, 1)).isTrue();
        assertThat(journal().showedAnotherLog(DEVICE, at(1), 2)).isTrue();
        assertThat(journal().showedAnotherLog(DeviceKey.of("OTHER"), at(1), 2)).isFalse();
        append(Events.punch(DEVICE, 2L, first.plusSeconds(90), "7", Channel.POLL));
        assertThat(journal().showedAnotherLog(DEVICE, first, 2)).isTrue();
    }

    @Test
    void newLog_keepsTheGapsOfTheOldOne_andIsMissedFromItsFirstSerialOn() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 4));
        journal().settleGaps(DEVICE, proof(1, 4), SEEN);
        Instant noticed = SEEN.plusSeconds(60);
        journal().beginLog(DEVICE, new Anchor(4, at(4)), noticed);
        journal().beginLog(DEVICE, new Anchor(4, at(4)), noticed.plusSeconds(5));
        append(later(3), later(4));

        List<SerialGap> gaps = journal().settleGaps(DEVICE, proof(3, 4), noticed);

        assertThat(gaps).extracting(SerialGap::serials).containsExactly(range(2, 3), range(1, 2));
        assertThat(gaps.get(1).notBefore()).isEqualTo(at(4));
        assertThat(facts().device(FRONT).log().epochs()).isEqualTo(2);
        assertThat(facts().device(FRONT).log().covered()).containsExactly(range(3, 4));
    }

    @Test
    void restoredBackup_isMissedOnlyFromWhatItHolds() {
        append(Events.punch(DEVICE, 3), Events.punch(DEVICE, 4), Events.punch(DEVICE, 5));
        journal().beginLog(DEVICE, new Anchor(5, at(5)), SEEN.plusSeconds(60));
        append(Events.punch(DEVICE, 3), later(4));

        assertThat(journal().settleGaps(DEVICE, proof(3, 4), SEEN)).isEmpty();
    }

    @Test
    void ring_isKeptPerDevice_andFilledWhileNobodyReads() {
        assertThat(journal().ring(FRONT.address())).isNull();
        begin();
        RingWatch watch = RingWatch.from(1_000L, 500, SEEN).read(null, 620, SEEN.plus(Duration.ofHours(12)));
        journal().keepRing(DEVICE, watch, null);
        assertThat(journal().ring(FRONT.address())).isEqualTo(watch);
        assertThat(facts().device(FRONT).log().ringFill()).isNull();

        journal().keepFill(FRONT.address(), 0.42);
        assertThat(facts().device(FRONT).log().ringFill()).isEqualTo(0.42);
        assertThat(facts().device(FRONT).log().capacity()).isEqualTo(1_000);
    }

    private static Observation later(long serial) {
        return Events.punch(DEVICE, serial, MORNING.plusHours(20).plusSeconds(437 + serial), "00012", Channel.POLL);
    }

    private static LogProof proof(long oldest, long newest) {
        return new LogProof(new Anchor(oldest, at(oldest)), new Anchor(newest, at(newest)));
    }

    private static LocalDateTime at(long serial) {
        return MORNING.plusSeconds(serial);
    }
}
