package dev.rollcall.agent.journal;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.schedule.Holdback;
import dev.rollcall.agent.schedule.Holdbacks;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.DeviceClock;
import dev.rollcall.attendance.window.LogProof;
import dev.rollcall.attendance.window.RingWatch;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every journal with its outbox must do. */
public abstract class JournalContract {

    protected static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);

    protected abstract Journal journal();

    protected abstract Outbox outbox();

    protected abstract JournalFacts facts();

    protected abstract TallyBook tallies();

    protected abstract Upkeep upkeep();

    protected abstract Holdbacks holdbacks();

    @Test
    void holdback_isKept_replacedAndLifted() {
        Holdback first = Holdback.of(3, SEEN, Duration.ofMinutes(15), "digest");
        Holdback second = Holdback.of(4, SEEN.plusSeconds(1), Duration.ofSeconds(1), "other");
        holdbacks().keep("relay", first);
        holdbacks().keep("lane x", second);
        assertThat(holdbacks().of("relay")).isEqualTo(first);

        holdbacks().keep("relay", second);
        assertThat(holdbacks().of("relay")).isEqualTo(second);
        holdbacks().lift("relay");
        assertThat(holdbacks().of("relay")).isNull();
        assertThat(holdbacks().of("lane x")).isEqualTo(second);
    }

    @Test
    void block_takesABatchOutOfTheQueue_withItsReason() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2));
        ClaimedBatch one = claim(1);
        outbox().block(one, "field events[0] cannot be read");

        assertThat(outbox().blocked()).isEqualTo(1);
        assertThat(outbox().waiting()).isEqualTo(1);
        assertThat(facts().blocked(10))
                .singleElement()
                .satisfies(event -> assertThat(event.reason()).contains("cannot be read"));
        outbox().putBackLapsedClaims();
        assertThat(outbox().blocked()).isEqualTo(1);
    }

    @Test
    void append_storesAndEnqueuesOnce_whateverIsRepeated() {
        PageTally first = append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2), Events.door(DEVICE, 3));
        PageTally again = append(Events.punch(DEVICE, 2), Events.door(DEVICE, 3), Events.punch(DEVICE, 4));

        assertThat(first).isEqualTo(new PageTally(3, 0, 0, 0, 2, 0));
        assertThat(again).isEqualTo(new PageTally(1, 2, 0, 0, 1, 0));
        assertThat(again.read()).isEqualTo(3);
        assertThat(outbox().waiting()).isEqualTo(3);
        assertThat(facts().device(FRONT).events()).isEqualTo(4);
    }

    @Test
    void append_ofSeveralPages_isThatOfEachInTurn() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2));
        long pass = begin();
        Checkpoint first = new Checkpoint(MORNING, null, null, null);
        Checkpoint last = new Checkpoint(MORNING.plusHours(1), null, null, null);
        QuarantinedRecord strange =
                new QuarantinedRecord("time is missing", RawRecord.ofText("{}"), RecordContext.UNKNOWN, 6L);
        List<PageTally> tallies = journal()
                .append(List.of(
                        page(pass, first, List.of(), Events.punch(DEVICE, 2), Events.punch(DEVICE, 3)),
                        page(pass, null, List.of(strange), Events.punch(DEVICE, 4), Events.door(DEVICE, 5)),
                        page(pass, last, List.of(), Events.punch(DEVICE, 4), Events.punch(DEVICE, 7))));
        List<PageTally> allNew = journal()
                .append(List.of(
                        page(pass, null, List.of(), Events.punch(DEVICE, 8), Events.door(DEVICE, 9)),
                        page(pass, null, List.of(), Events.punch(DEVICE, 10))));

        assertThat(tallies)
                .containsExactly(
                        new PageTally(1, 1, 0, 0, 1, 0),
                        new PageTally(2, 0, 0, 1, 1, 0),
                        new PageTally(1, 1, 0, 0, 1, 0));
        assertThat(allNew).containsExactly(new PageTally(2, 0, 0, 0, 1, 0), new PageTally(1, 0, 0, 0, 1, 0));
        assertThat(journal().checkpoint(DEVICE)).isEqualTo(last);
        assertThat(facts().device(FRONT).log().covered()).containsExactly(range(1, 10));
        assertThat(claim(20).events())
                .extracting(event -> event.observation().event().serialNo())
                .containsExactly(1L, 2L, 3L, 4L, 7L, 8L, 10L);
    }

    private static JournalPage page(
            long pass, @Nullable Checkpoint checkpoint, List<QuarantinedRecord> quarantined, Observation... seen) {
        return new JournalPage(pass, DEVICE, List.of(seen), quarantined, 0, checkpoint, SEEN);
    }

    @Test
    void append_keepsEverythingOfAnObservation() {
        Observation seen = Events.punch(DEVICE, 1);
        append(seen);

        assertThat(claim(10).events().get(0).observation()).isEqualTo(seen);
    }

    @Test
    void append_movesTheCheckpoint_withThePage() {
        Checkpoint checkpoint = new Checkpoint(
                MORNING,
                new DeviceClock(MORNING.plusHours(5), ZoneOffset.ofHoursMinutes(5, 30), SEEN),
                new Anchor(17, MORNING.minusMinutes(1)),
                SEEN.minusSeconds(60));
        long pass = begin();
        journal().append(new JournalPage(pass, DEVICE, List.of(), List.of(), 0, checkpoint, SEEN));

        assertThat(journal().checkpoint(DEVICE)).isEqualTo(checkpoint);
        assertThat(journal().checkpoint(DeviceKey.of("other"))).isNull();
    }

    @Test
    void append_keepsAPartialCheckpoint() {
        Checkpoint partial = new Checkpoint(MORNING, null, null, null);
        journal().append(new JournalPage(begin(), DEVICE, List.of(), List.of(), 0, partial, SEEN));

        assertThat(journal().checkpoint(DEVICE)).isEqualTo(partial);
    }

    @Test
    void append_quarantinesARecordOnce_andCountsItEachTime() {
        QuarantinedRecord strange = new QuarantinedRecord("time is missing", RawRecord.ofText("{}"));
        for (int i = 0; i < 2; i++) {
            PageTally tally =
                    journal().append(new JournalPage(begin(), DEVICE, List.of(), List.of(strange), 3, null, SEEN));
            assertThat(tally).isEqualTo(new PageTally(0, 0, 3, 1, 0, 0));
        }

        assertThat(facts().device(FRONT).quarantined()).isEqualTo(1);
    }

    @Test
    void reprintUnderAnotherOffset_isKnown() {
        append(Events.punch(DEVICE, 1));
        PageTally reprint =
                append(Events.punch(DEVICE, 1L, MORNING.plusSeconds(1).plusHours(1), "00012", Channel.POLL));

        assertThat(reprint.known()).isEqualTo(1);
        assertThat(reprint.journaled()).isZero();
        assertThat(facts().device(FRONT).events()).isEqualTo(1);
    }

    @Test
    void sameSerialAtAnotherTime_isAnotherEvent() {
        append(Events.punch(DEVICE, 1));
        PageTally other = append(Events.punch(DEVICE, 1L, MORNING.plusMinutes(7), "00012", Channel.POLL));

        assertThat(other.journaled()).isEqualTo(1);
    }

    @Test
    void serialLearnedLater_isOneEvent_sentAgainUnderItsFirstId() {
        append(Events.punch(DEVICE, null, MORNING, "00012", Channel.LISTENER));
        ClaimedBatch first = claim(10);
        settle(first, event -> stored(event, event.id().hex()));
        PageTally polled = append(Events.punch(DEVICE, 9L, MORNING, "00012", Channel.POLL));

        assertThat(polled.known()).isEqualTo(1);
        ClaimedBatch second = claim(10);
        assertThat(second.events().get(0).id()).isEqualTo(first.events().get(0).id());
        assertThat(second.events().get(0).observation().event().serialNo()).isEqualTo(9);
    }

    @Test
    void contradictingVersion_isKept_andThePolledOneCounts() {
        append(Events.punch(DEVICE, 1L, MORNING, "666", Channel.LISTENER));
        PageTally polled = append(Events.punch(DEVICE, 1L, MORNING, "00012", Channel.POLL));
        append(Events.punch(DEVICE, 1L, MORNING, "666", Channel.LISTENER));

        assertThat(polled.contradictions()).isEqualTo(1);
        assertThat(facts().device(FRONT).events()).isEqualTo(1);
        assertThat(facts().device(FRONT).contradictions()).isEqualTo(1);
        assertThat(claim(10).events().get(0).observation().event().employeeNo()).hasToString("00012");
    }

    @Test
    void claim_takesOneDevice_andNoneTwice() {
        DeviceKey other = DeviceKey.of("ZZ0000009");
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2), Events.punch(DEVICE, 3));
        journal().meet(Events.sight(other, "back"));
        journal()
                .append(new JournalPage(
                        journal().beginPass(other, "TEST", SEEN),
                        other,
                        List.of(Events.punch(other, 1)),
                        List.of(),
                        0,
                        null,
                        SEEN));

        ClaimedBatch first = claim(2);
        ClaimedBatch second = claim(2);
        ClaimedBatch third = claim(2);

        assertThat(first.device().key()).isEqualTo(DEVICE.value());
        assertThat(first.device().clockOffset()).isEqualTo(1.5);
        assertThat(first.events()).hasSize(2);
        assertThat(second.events()).hasSize(1);
        assertThat(third.device().key()).isEqualTo(other.value());
        assertThat(outbox().claim(2, Set.of(), "more")).isNull();
        assertThat(outbox().waiting()).isEqualTo(4);
    }

    @Test
    void claim_leavesStoppedLanesAlone() {
        append(Events.punch(DEVICE, 1));

        assertThat(outbox().claim(2, Set.of(DEVICE), "b")).isNull();
    }

    @Test
    void claim_takesTheLeastTriedFirst() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2));
        ClaimedBatch first = claim(1);
        outbox().putBack(first, "no", null);

        assertThat(claim(1).events().get(0).id())
                .isNotEqualTo(first.events().get(0).id());
    }

    @Test
    void putBack_waitsAgain_andRemembersWhy() {
        append(Events.punch(DEVICE, 1));
        outbox().putBack(claim(1), "the receiver answered 503", SEEN);

        assertThat(outbox().waiting()).isEqualTo(1);
        assertThat(facts().remembered(Fact.DELIVERY_PROBLEM)).isEqualTo("the receiver answered 503");
        assertThat(claim(1).events()).hasSize(1);
    }

    @Test
    void lapsedClaims_waitAgain() {
        append(Events.punch(DEVICE, 1));
        claim(1);
        outbox().putBackLapsedClaims();

        assertThat(claim(1).events()).hasSize(1);
    }

    @Test
    void settle_endsStoredAndKnown_andBlocksRejected() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2), Events.punch(DEVICE, 3));
        ClaimedBatch batch = claim(3);
        settle(batch, event -> {
            String id = event.id().hex();
            return switch (batch.events().indexOf(event)) {
                case 0 -> new OutcomeMessage(id, "STORED", id, null);
                case 1 -> new OutcomeMessage(id, "KNOWN", "0".repeat(32), null);
                default -> new OutcomeMessage(id, "REJECTED", null, "not today");
            };
        });

        assertThat(facts().backlog()).isEqualTo(new JournalFacts.Backlog(0, 1, 2));
        assertThat(facts().blocked(10))
                .containsExactly(
                        new JournalFacts.BlockedEvent(batch.events().get(2).id().hex(), DEVICE.value(), "not today"));
        assertThat(facts().remembered(Fact.RECEIVER_ANSWERED_AT)).isEqualTo(SEEN.toString());
        assertThat(facts().remembered(Fact.DELIVERY_PROBLEM)).isNull();
    }

    @Test
    void blockedEvents_areTriedOnceMore_whenStoreOrVersionChange() {
        append(Events.punch(DEVICE, 1));
        ClaimedBatch rejected = claim(1);
        boolean first = settle(rejected, event -> new OutcomeMessage(event.id().hex(), "REJECTED", null, "no"));
        append(Events.punch(DEVICE, 2));
        boolean same = outbox().settle(claim(1), receipt("s", List.of()), "1", SEEN);
        append(Events.punch(DEVICE, 3));
        boolean other = outbox().settle(claim(1), receipt("s", List.of()), "2", SEEN);

        assertThat(first).isFalse();
        assertThat(same).isFalse();
        assertThat(other).isTrue();
        assertThat(outbox().blocked()).isZero();
    }

    @Test
    void requeue_putsBlockedEventsBackToWait_byIdDeviceOrAll() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2), Events.punch(DEVICE, 3));
        ClaimedBatch rejected = claim(3);
        settle(rejected, event -> new OutcomeMessage(event.id().hex(), "REJECTED", null, "no"));

        assertThat(outbox().requeue(null, List.of("f".repeat(32)))).isZero();
        assertThat(outbox().requeue("another", List.of())).isZero();
        assertThat(outbox().requeue(null, List.of(rejected.events().get(1).id().hex())))
                .isEqualTo(1);
        assertThat(facts().backlog()).isEqualTo(new JournalFacts.Backlog(1, 2, 0));
        assertThat(outbox().requeue("front", List.of())).isEqualTo(2);
        assertThat(outbox().requeue(DEVICE.value(), List.of())).isZero();
        assertThat(claim(9).events()).hasSize(3);
    }

    @Test
    void meet_tellsOfAnotherDeviceAtTheSameAddress() {
        journal().meet(Events.sight(DEVICE, "front"));

        assertThat(journal().meet(Events.sight(DEVICE, "front"))).isNull();
        assertThat(journal().meet(Events.sight(DeviceKey.of("ZZ0000009"), "front")))
                .isEqualTo(DEVICE);
    }

    @Test
    void deviceThatAnswersNow_isTheOneAtTheAddress_alsoIfOurClockWasAheadBefore() {
        DeviceKey other = DeviceKey.of("ZZ0000009");
        journal().meet(sightAt(DEVICE, SEEN.plus(400, ChronoUnit.DAYS)));

        assertThat(journal().meet(sightAt(other, SEEN))).isEqualTo(DEVICE);
        assertThat(journal().meet(sightAt(other, SEEN.plusSeconds(1)))).isNull();
        assertThat(facts().device(FRONT).key()).isEqualTo(other.value());
        assertThat(journal().meet(sightAt(DEVICE, SEEN.plusSeconds(2)))).isEqualTo(other);
    }

    private static DeviceSight sightAt(DeviceKey key, Instant at) {
        return new DeviceSight(key, "front", FRONT.address(), null, null, null, null, at);
    }

    @Test
    void passes_tellWhenADeviceWasRead_andWhyNot() {
        journal().endPass(begin(), DEVICE, null, "it went away", SEEN);
        JournalFacts.DeviceFacts failed = facts().device(FRONT);
        journal().endPass(begin(), DEVICE, null, null, SEEN.plusSeconds(1));
        JournalFacts.DeviceFacts read = facts().device(FRONT);

        assertThat(failed.lastProblem()).isEqualTo("it went away");
        assertThat(failed.lastRead()).isNull();
        assertThat(read.lastProblem()).isNull();
        assertThat(read.lastRead()).isEqualTo(SEEN.plusSeconds(1));
    }

    @Test
    void attemptThatMetNobody_isTheLastProblem_untilOneSucceeds() {
        journal().endPass(begin(), DEVICE, null, "it went away", SEEN);
        journal().attempted(FRONT, "UNAVAILABLE", "it does not answer", SEEN.plusSeconds(1));
        String away = facts().device(FRONT).lastProblem();
        journal().attempted(FRONT, null, null, SEEN.plusSeconds(2));

        assertThat(away).isEqualTo("it does not answer");
        assertThat(facts().device(FRONT).lastProblem()).isNull();
    }

    @Test
    void prune_takesWhatWasDeliveredLongAgo_andKnowsItStill() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2), Events.door(DEVICE, 3));
        settle(claim(10), event -> stored(event, event.id().hex()));
        deviceClockIs(MORNING.plusDays(100));

        prune(SEEN.plus(100, ChronoUnit.DAYS));

        assertThat(facts().device(FRONT).events()).isZero();
        PageTally again = append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2), Events.door(DEVICE, 3));
        PageTally otherOffset =
                append(Events.punch(DEVICE, 1L, MORNING.plusSeconds(1).plusHours(1), "00012", Channel.POLL));
        PageTally afterReset = append(Events.punch(DEVICE, 1L, MORNING.plusDays(99), "00012", Channel.POLL));
        assertThat(again).isEqualTo(new PageTally(0, 3, 0, 0, 0, 0));
        assertThat(otherOffset).isEqualTo(new PageTally(0, 1, 0, 0, 0, 0));
        assertThat(afterReset).isEqualTo(new PageTally(1, 0, 0, 0, 1, 0));
    }

    @Test
    void prune_leavesWhatWaitsOrWasRejected_howeverOld() {
        append(Events.punch(DEVICE, 1));
        ClaimedBatch rejected = claim(1);
        settle(rejected, event -> new OutcomeMessage(event.id().hex(), "REJECTED", null, "no"));
        append(Events.punch(DEVICE, 2), Events.punch(DEVICE, 3));
        claim(1);
        deviceClockIs(MORNING.plusYears(9));

        prune(SEEN.plus(3_000, ChronoUnit.DAYS));

        assertThat(facts().device(FRONT).events()).isEqualTo(3);
        assertThat(outbox().blocked()).isEqualTo(1);
        assertThat(outbox().waiting()).isEqualTo(2);
    }

    @Test
    void prune_leavesWhatIsYoung() {
        append(Events.punch(DEVICE, 1), Events.door(DEVICE, 2));
        settle(claim(10), event -> stored(event, event.id().hex()));
        deviceClockIs(MORNING.plusDays(89));

        prune(SEEN.plus(89, ChronoUnit.DAYS));

        assertThat(facts().device(FRONT).events()).isEqualTo(2);
    }

    @Test
    void prune_doesNotTrustOneClockAlone() {
        append(Events.punch(DEVICE, 1));
        settle(claim(10), event -> stored(event, event.id().hex()));

        prune(Instant.parse("2099-01-01T00:00:00Z"));
        deviceClockIs(MORNING.plusHours(1));
        prune(Instant.parse("2099-01-01T00:00:00Z"));
        deviceClockIs(MORNING.plusYears(10));
        prune(SEEN.plus(1, ChronoUnit.HOURS));

        assertThat(facts().device(FRONT).events()).isEqualTo(1);
    }

    @Test
    void alarmsAndFacts_areRemembered() {
        begin();
        journal().raise("log-reset", "front", "first", SEEN);
        journal().raise("log-reset", "front", "again", SEEN.plusSeconds(1));
        journal().remember(Fact.LAST_RUN, "now");

        assertThat(facts().device(FRONT).alarms())
                .containsExactly(new JournalFacts.Alarm("log-reset", "again", SEEN.plusSeconds(1)));
        assertThat(facts().remembered(Fact.LAST_RUN)).isEqualTo("now");
        assertThat(journal().agentId()).isEqualTo(journal().agentId()).isEqualTo(facts().remembered(Fact.AGENT_ID));
    }

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
    void whatStaysHere_isKeptAsItsPlaceInTheLogOnly_alsoWhenSeenAgain() {
        append(Events.door(DEVICE, 1));
        PageTally again = append(Events.door(DEVICE, 1));

        assertThat(again).isEqualTo(new PageTally(0, 1, 0, 0, 0, 0));
        assertThat(outbox().waiting()).isZero();
        Observation kept = Keeping.of(Events.door(DEVICE, 1));
        assertThat(kept.raw().toByteArray()).isEmpty();
        assertThat(kept.event().door()).isNull();
        assertThat(kept.event().name()).isNull();
        assertThat(EventIdentity.idOf(kept.event()))
                .isEqualTo(EventIdentity.idOf(Events.door(DEVICE, 1).event()));
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

    @Test
    void loweredAlarm_isGone() {
        begin();
        journal().raise("not-read", "front", "away", SEEN);
        journal().lower("not-read", "front");
        journal().lower("never-raised", "front");

        assertThat(facts().device(FRONT).alarms()).isEmpty();
    }

    @Test
    void alarmed_namesWhomAKindOfAlarmConcerns() {
        begin();
        journal().raise("not-read", "front", "away", SEEN);
        journal().raise("not-read", "the back door", "away", SEEN);
        journal().raise("not-read-at-all", "side", "away", SEEN);
        journal().lower("not-read", "front");

        assertThat(facts().alarmed("not-read")).containsExactly("the back door");
    }

    @Test
    void nameOfADevice_isTheOneItWasLastMetUnder() {
        begin();
        assertThat(tallies().nameOf(DEVICE)).isEqualTo("front");
        journal().meet(Events.sight(DEVICE, "back"));

        assertThat(tallies().nameOf(DEVICE)).isEqualTo("back");
        assertThat(tallies().nameOf(DeviceKey.of("NEVER-MET"))).isNull();
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
    void proof_saysWhenItsDayWasComparedLast_alsoIfItSaysTheSame() {
        begin();
        LocalDate day = MORNING.toLocalDate();
        tallies().keepProofs(DEVICE, new TreeMap<>(Map.of(day, "a", day.plusDays(1), "b")), SEEN);
        tallies().keepProofs(DEVICE, new TreeMap<>(Map.of(day, "a")), SEEN.plusSeconds(9));

        assertThat(tallies().proofsKeptAt(DEVICE))
                .containsOnly(Map.entry(day, SEEN.plusSeconds(9)), Map.entry(day.plusDays(1), SEEN));
        assertThat(tallies().proofsKeptAt(DeviceKey.of("NEVER-MET"))).isEmpty();
    }

    private static Observation later(long serial) {
        return Events.punch(DEVICE, serial, MORNING.plusHours(20).plusSeconds(437 + serial), "00012", Channel.POLL);
    }

    private static LogProof proof(long oldest, long newest) {
        return new LogProof(new Anchor(oldest, at(oldest)), new Anchor(newest, at(newest)));
    }

    private static SerialRange range(long first, long last) {
        return new SerialRange(first, last);
    }

    private static LocalDateTime at(long serial) {
        return MORNING.plusSeconds(serial);
    }

    protected final PageTally append(Observation... seen) {
        return journal().append(new JournalPage(begin(), DEVICE, List.of(seen), List.of(), 0, null, SEEN));
    }

    protected final long begin() {
        journal().meet(Events.sight(DEVICE, "front"));
        return journal().beginPass(DEVICE, "TEST", SEEN);
    }

    private void deviceClockIs(LocalDateTime wallClock) {
        DeviceClock clock = new DeviceClock(wallClock, ZoneOffset.ofHoursMinutes(5, 30), SEEN);
        journal().endPass(begin(), DEVICE, new Checkpoint(MORNING, clock, null, null), null, SEEN);
    }

    private void prune(Instant now) {
        for (boolean more = true; more; ) {
            more = upkeep().prune(Duration.ofDays(90), now, 2);
        }
    }

    protected final ClaimedBatch claim(int limit) {
        ClaimedBatch batch = outbox().claim(limit, Set.of(), UUID.randomUUID().toString());
        assertThat(batch).as("a batch was expected").isNotNull();
        return batch;
    }

    private boolean settle(ClaimedBatch batch, Function<ClaimedEvent, OutcomeMessage> outcome) {
        return outbox().settle(
                        batch, receipt("s", batch.events().stream().map(outcome).toList()), "1", SEEN);
    }

    private static OutcomeMessage stored(ClaimedEvent event, String as) {
        return new OutcomeMessage(event.id().hex(), "STORED", as, null);
    }

    private static ReceiptMessage receipt(String store, List<OutcomeMessage> outcomes) {
        return new ReceiptMessage(true, "b", outcomes.size(), 0, 0, List.of(), outcomes, store);
    }
}
