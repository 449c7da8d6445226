package dev.rollcall.agent.journal;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every outbox must do with what waits: lend it, take it back, end it or set it aside. */
public abstract class OutboxContract extends JournalFixture {

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
}
