package dev.rollcall.agent.testing;

import dev.rollcall.agent.journal.DeviceSight;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.testing.InMemoryRow.State;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.identity.ContentDigest;
import dev.rollcall.attendance.reconcile.TalliedEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of {@link InMemoryStore} is on its way to the receiver: the states of its rows. */
final class InMemoryOutbox implements Outbox {

    private final InMemoryRows rows;
    private final InMemoryDevices devices;
    private final InMemoryNotes notes;
    private final InMemoryTallyBook tallies;

    InMemoryOutbox(InMemoryRows rows, InMemoryDevices devices, InMemoryNotes notes, InMemoryTallyBook tallies) {
        this.rows = rows;
        this.devices = devices;
        this.notes = notes;
        this.tallies = tallies;
    }

    @Override
    public @Nullable ClaimedBatch claim(int limit, Set<DeviceKey> notOf, String batchId) {
        List<InMemoryRow> claimed = rows.next(limit, notOf);
        if (claimed.isEmpty()) {
            return null;
        }
        DeviceKey device = claimed.get(0).seen.event().device();
        claimed.forEach(row -> rows.claim(row, batchId));
        DeviceSight sight = devices.sight(device);
        DeviceMessage message = new DeviceMessage(
                device.value(),
                sight.name(),
                sight.model(),
                sight.firmware(),
                sight.zone(),
                sight.clockOffset() == null ? null : sight.clockOffset().ahead().toMillis() / 1_000.0);
        return new ClaimedBatch(
                batchId,
                message,
                claimed.stream().map(row -> new ClaimedEvent(row.id, row.seen)).toList());
    }

    @Override
    public boolean settle(ClaimedBatch batch, ReceiptMessage receipt, @Nullable String version, Instant now) {
        for (OutcomeMessage outcome : receipt.outcomes()) {
            InMemoryRow row = rows.at(outcome.id());
            boolean claimed =
                    row != null && row.state == State.CLAIMED && batch.batchId().equals(row.batch);
            if (claimed) {
                settle(row, outcome, now);
            }
        }
        notes.remember(Fact.RECEIVER_ANSWERED_AT, now.toString());
        notes.forget(Fact.DELIVERY_PROBLEM);
        boolean changed = notes.replaced(Fact.RECEIVER_STORE, receipt.store());
        if (changed) {
            notes.remember(Fact.VERIFY_ASKED, receipt.store());
            tallies.untellAll();
        }
        changed |= version != null && notes.replaced(Fact.RECEIVER_VERSION, version);
        if (changed) {
            rows.of(State.BLOCKED).forEach(rows::await);
        }
        return changed;
    }

    private void settle(InMemoryRow row, OutcomeMessage outcome, Instant now) {
        boolean rejected = outcome.outcome().equals("REJECTED");
        rows.move(row, rejected ? State.BLOCKED : State.SETTLED, outcome.reason());
        row.settledAt = now;
        if (!rejected) {
            String storedAs = outcome.storedAs();
            // Acknowledged under no readable id, it counts as it was sent.
            EventId there = EventId.of(storedAs != null && EventId.isForm(storedAs) ? storedAs : outcome.id());
            rows.adopt(there, row);
            row.sentAs(TalliedEvent.acknowledged(
                    row.seen.event(),
                    there,
                    outcome.wallClock() == null ? null : IsoText.wallClock(outcome.wallClock()),
                    outcome.content() == null ? null : new ContentDigest(outcome.content())));
        }
    }

    @Override
    public void putBack(ClaimedBatch batch, String reason, @Nullable Instant nextAttempt) {
        notes.remember(Fact.DELIVERY_PROBLEM, reason);
        rows.claimed(batch.batchId()).forEach(row -> rows.move(row, State.WAITING, reason));
    }

    @Override
    public void block(ClaimedBatch batch, String reason) {
        rows.claimed(batch.batchId()).forEach(row -> rows.move(row, State.BLOCKED, reason));
    }

    @Override
    public void putBackLapsedClaims() {
        rows.of(State.CLAIMED).forEach(row -> rows.move(row, State.WAITING, row.reason));
    }

    @Override
    public long waiting() {
        return rows.count(State.WAITING) + rows.count(State.CLAIMED);
    }

    @Override
    public long blocked() {
        return rows.count(State.BLOCKED);
    }

    @Override
    public int requeue(@Nullable String device, Collection<String> ids) {
        List<InMemoryRow> chosen = rows.of(State.BLOCKED).stream()
                .filter(row -> device == null
                        || device.equals(row.seen.event().device().value())
                        || device.equals(
                                devices.sight(row.seen.event().device()).name()))
                .filter(row -> ids.isEmpty() || ids.stream().anyMatch(id -> rows.at(id) == row))
                .toList();
        chosen.forEach(rows::await);
        return chosen.size();
    }
}
