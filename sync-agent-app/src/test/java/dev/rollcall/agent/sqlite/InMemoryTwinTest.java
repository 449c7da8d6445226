package dev.rollcall.agent.sqlite;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.agent.journal.TallyBook.Again;
import dev.rollcall.agent.journal.TallyBook.Sent;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.DeviceClock;
import dev.rollcall.attendance.window.LogProof;
import dev.rollcall.attendance.window.SerialGap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal that simulations use counts and tells what the one in SQLite does, whatever is done to both. */
class InMemoryTwinTest extends StoreFixture {

    private static final Instant LATER = SEEN.plus(Duration.ofDays(400));

    private final InMemoryStore memory = new InMemoryStore();
    private int batches;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void bothTellTheSame_whateverIsStoredSentMergedOrPruned(long seed) {
        Random random = new Random(seed);
        yearLater(store.journal());
        yearLater(memory);
        for (int step = 0; step < 80; step++) {
            switch (random.nextInt(7)) {
                case 0, 1 -> append(odd(random), odd(random), odd(random));
                case 2, 3 -> settle(random);
                case 4 -> sendAgain(random);
                case 5 -> prove(random);
                default -> prune(random);
            }
            compare("step " + step);
        }
        assertThat(store.tallies().journal(DEVICE).total().events()).isPositive();
    }

    private static void yearLater(Journal journal) {
        LocalDateTime later = MORNING.plusDays(400);
        DeviceClock clock = new DeviceClock(later, ZoneOffset.ofHoursMinutes(5, 30), LATER);
        journal.meet(Events.sight(DEVICE, "front"));
        long pass = journal.beginPass(DEVICE, "TEST", SEEN);
        journal.endPass(pass, DEVICE, new Checkpoint(later, clock, new Anchor(5, MORNING), LATER), null, LATER);
    }

    @Override
    PageTally append(Observation... seen) {
        JournalPage page = new JournalPage(begin(), DEVICE, List.of(seen), List.of(), 0, null, SEEN);
        assertThat(memory.append(page)).isEqualTo(store.journal().append(page));
        return PageTally.NONE;
    }

    private static Observation odd(Random random) {
        long number = 1 + random.nextInt(12);
        if (random.nextInt(5) == 0) {
            return Events.door(DEVICE, 20 + number);
        }
        Channel channel = random.nextInt(3) == 0 ? Channel.LISTENER : Channel.POLL;
        LocalDateTime at = MORNING.plusMinutes(number).plusHours(random.nextInt(6) == 0 ? 1 : 0);
        String person = random.nextInt(6) == 0 ? "666" : "7";
        return Events.punch(DEVICE, number, at, person, channel);
    }

    private void settle(Random random) {
        String id = "batch-" + ++batches;
        ClaimedBatch real = store.outbox().claim(4, Set.of(), id);
        ClaimedBatch other = memory.claim(4, Set.of(), id);
        assertThat(ids(other)).isEqualTo(ids(real));
        if (real == null) {
            return;
        }
        List<OutcomeMessage> outcomes = real.events().stream()
                .map(event -> OddOutcomes.of(event.id().hex(), event.observation(), random))
                .toList();
        String name = random.nextInt(15) == 0 ? "restored" : "s";
        ReceiptMessage receipt = new ReceiptMessage(true, id, outcomes.size(), 0, 0, List.of(), outcomes, name);
        assertThat(settle(memory, other, receipt)).isEqualTo(settle(store.outbox(), real, receipt));
    }

    private static boolean settle(Outbox outbox, ClaimedBatch batch, ReceiptMessage receipt) {
        return outbox.settle(batch, receipt, "1", SEEN);
    }

    private static List<EventId> ids(ClaimedBatch batch) {
        return batch == null
                ? List.of()
                : batch.events().stream().map(ClaimedEvent::id).sorted().toList();
    }

    private void sendAgain(Random random) {
        List<EventId> some = new ArrayList<>();
        for (LocalDateTime hour : store.tallies().sent(DEVICE).hours().keySet()) {
            for (Sent sent : store.tallies().sentEvents(DEVICE, hour)) {
                if (random.nextInt(4) == 0) {
                    some.add(sent.key().id());
                }
            }
        }
        Again real = store.tallies().sendAgain(DEVICE, some);
        Again other = memory.tallies().sendAgain(DEVICE, some);
        assertThat(other.queued()).isEqualTo(real.queued());
        assertThat(other.pruned()).containsExactlyInAnyOrderElementsOf(real.pruned());
        for (TallyBook.Row row : real.pruned()) {
            if (random.nextBoolean()) {
                EventId shownAs = random.nextBoolean() ? row.id() : EventId.of("0".repeat(32));
                store.tallies().forget(row.id(), shownAs);
                memory.tallies().forget(row.id(), shownAs);
            }
        }
    }

    /** A log of which the numbers up to a point are proved, and what the device then says of a gap. */
    private void prove(Random random) {
        LogProof proof = new LogProof(
                new Anchor(1 + random.nextInt(4), MORNING), new Anchor(8 + random.nextInt(20), MORNING.plusHours(1)));
        assertThat(memory.settleGaps(DEVICE, proof, SEEN))
                .isEqualTo(store.journal().settleGaps(DEVICE, proof, SEEN));
        store.tallies().unresolvedGaps(DEVICE).stream().limit(1).forEach(gap -> {
            store.tallies().resolveGap(DEVICE, gap.serials(), SerialGap.Kind.ABSENT);
            memory.tallies().resolveGap(DEVICE, gap.serials(), SerialGap.Kind.ABSENT);
        });
    }

    private void prune(Random random) {
        if (random.nextInt(3) == 0) {
            // SQLite goes through its rows a stretch at a time.
            for (int turn = 0; turn < 8; turn++) {
                store.upkeep().prune(Duration.ofDays(90), LATER, 20);
            }
            memory.prune(Duration.ofDays(90), LATER, 1_000);
        }
        LocalDate day = MORNING.toLocalDate().plusDays(random.nextInt(3));
        TreeMap<LocalDate, String> proof = new TreeMap<>(Map.of(day, "proof " + random.nextInt(2)));
        Instant keptAt = SEEN.plusSeconds(random.nextInt(5));
        List<LocalDate> told = random.nextBoolean() ? List.of(day) : List.of();
        for (TallyBook book : List.of(store.tallies(), memory.tallies())) {
            book.keepProofs(DEVICE, proof, keptAt);
            book.told(DEVICE, told);
        }
    }

    private void compare(String step) {
        TallyBook real = store.tallies();
        TallyBook other = memory.tallies();
        assertThat(other.journal(DEVICE)).as(step).isEqualTo(real.journal(DEVICE));
        assertThat(other.sent(DEVICE)).as(step).isEqualTo(real.sent(DEVICE));
        for (LocalDateTime hour : real.sent(DEVICE).hours().keySet()) {
            assertThat(other.sentEvents(DEVICE, hour))
                    .as(step)
                    .containsExactlyInAnyOrderElementsOf(real.sentEvents(DEVICE, hour));
        }
        assertThat(other.rows(DEVICE, MORNING, MORNING.plusDays(1)))
                .as(step)
                .containsExactlyInAnyOrderElementsOf(real.rows(DEVICE, MORNING, MORNING.plusDays(1)));
        assertThat(other.acknowledged()).as(step).isEqualTo(real.acknowledged());
        assertThat(other.undelivered(DEVICE)).as(step).containsExactlyInAnyOrderElementsOf(real.undelivered(DEVICE));
        assertThat(other.unresolvedGaps(DEVICE)).as(step).isEqualTo(real.unresolvedGaps(DEVICE));
        assertThat(other.covered(DEVICE)).as(step).isEqualTo(real.covered(DEVICE));
        assertThat(other.beginning(DEVICE)).as(step).isEqualTo(real.beginning(DEVICE));
        assertThat(other.lowestSerial(DEVICE)).as(step).isEqualTo(real.lowestSerial(DEVICE));
        assertThat(other.proofs(DEVICE)).as(step).isEqualTo(real.proofs(DEVICE));
        assertThat(other.proofsKeptAt(DEVICE)).as(step).isEqualTo(real.proofsKeptAt(DEVICE));
        assertThat(other.untold(DEVICE)).as(step).isEqualTo(real.untold(DEVICE));
        compareSights(step, real, other);
    }

    private static void compareSights(String step, TallyBook real, TallyBook other) {
        List<Observation> shown = new ArrayList<>();
        for (long number = 1; number <= 12; number++) {
            shown.add(Events.punch(DEVICE, number, MORNING.plusMinutes(number), "7", Channel.POLL));
            shown.add(Events.punch(DEVICE, number, MORNING.plusMinutes(number), "8", Channel.POLL));
            shown.add(Events.door(DEVICE, 20 + number));
        }
        assertThat(other.sights(shown)).as(step).isEqualTo(real.sights(shown));
        shown.stream()
                .map(seen -> EventIdentity.idOf(seen.event()))
                .sorted(Comparator.naturalOrder())
                .forEach(id -> assertThat(other.knows(id)).as(step + " " + id).isEqualTo(real.knows(id)));
    }
}
