package dev.rollcall.agent.wiring;

import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.schedule.Pause;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a device that is just being read gather events before its next batch: without that each page becomes a batch, whose two
 * transactions keep the next pages from being stored. The first events of a device go at once, full batches too, and no device
 * waits for another. To be claimed from by one thread; pages may be told of from any.
 */
final class GatheringOutbox implements Outbox {

    private final Outbox outbox;
    private final Pause pause;
    private final LongSupplier nanoTime;
    private final Duration gather;
    private final Map<DeviceKey, Long> gathering = new HashMap<>();
    private final AtomicBoolean pageStored = new AtomicBoolean();

    GatheringOutbox(Outbox outbox, Pause pause, LongSupplier nanoTime, Duration gather) {
        this.outbox = outbox;
        this.pause = pause;
        this.nanoTime = nanoTime;
        this.gather = gather;
    }

    /** Returns a listener that tells this of stored pages and then {@code next} of every step. */
    StepListener before(StepListener next) {
        return step -> {
            if (step == Step.PAGE_COMMITTED) {
                pageStored.set(true);
            }
            next.reached(step);
        };
    }

    @Override
    public @Nullable ClaimedBatch claim(int limit, Set<DeviceKey> notOf, String batchId) {
        long now = nanoTime.getAsLong();
        gathering.values().removeIf(until -> until - now <= 0);
        if (pageStored.get() && !gathering.isEmpty()) {
            ClaimedBatch other = outbox.claim(limit, with(gathering.keySet(), notOf), batchId);
            if (other != null) {
                return noted(other, limit);
            }
            pause.waitFor(Duration.ofNanos(leastLeft(now)));
        }
        pageStored.set(false);
        ClaimedBatch batch = outbox.claim(limit, notOf, batchId);
        return batch == null ? null : noted(batch, limit);
    }

    private ClaimedBatch noted(ClaimedBatch batch, int limit) {
        if (batch.events().size() < limit) {
            gathering.put(DeviceKey.of(batch.device().key()), nanoTime.getAsLong() + gather.toNanos());
        }
        return batch;
    }

    private long leastLeft(long now) {
        return gathering.values().stream().mapToLong(until -> until - now).min().orElse(0);
    }

    private static Set<DeviceKey> with(Set<DeviceKey> some, Set<DeviceKey> others) {
        Set<DeviceKey> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    @Override
    public boolean settle(ClaimedBatch batch, ReceiptMessage receipt, @Nullable String version, Instant now) {
        return outbox.settle(batch, receipt, version, now);
    }

    @Override
    public void putBack(ClaimedBatch batch, String reason, @Nullable Instant nextAttempt) {
        outbox.putBack(batch, reason, nextAttempt);
    }

    @Override
    public void block(ClaimedBatch batch, String reason) {
        outbox.block(batch, reason);
    }

    @Override
    public int requeue(@Nullable String device, Collection<String> ids) {
        return outbox.requeue(device, ids);
    }

    @Override
    public void putBackLapsedClaims() {
        outbox.putBackLapsedClaims();
    }

    @Override
    public long waiting() {
        return outbox.waiting();
    }

    @Override
    public long blocked() {
        return outbox.blocked();
    }
}
