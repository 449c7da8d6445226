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
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.DeviceClock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every journal with its outbox must do. */
public abstract class JournalContract {

    protected static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);

    protected abstract Journal journal();

    protected abstract Outbox outbox();

    protected abstract JournalFacts facts();

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
    void meet_tellsOfAnotherDeviceAtTheSameAddress() {
        journal().meet(Events.sight(DEVICE, "front"));

        assertThat(journal().meet(Events.sight(DEVICE, "front"))).isNull();
        assertThat(journal().meet(Events.sight(DeviceKey.of("ZZ0000009"), "front")))
                .isEqualTo(DEVICE);
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

    protected final PageTally append(Observation... seen) {
        return journal().append(new JournalPage(begin(), DEVICE, List.of(seen), List.of(), 0, null, SEEN));
    }

    protected final long begin() {
        journal().meet(Events.sight(DEVICE, "front"));
        return journal().beginPass(DEVICE, "TEST", SEEN);
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
