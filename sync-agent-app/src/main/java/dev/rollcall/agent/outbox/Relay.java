package dev.rollcall.agent.outbox;

import dev.rollcall.agent.schedule.Holdbacks;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what waits in the outbox, one batch a step. How long to wait between steps is the caller's business. Used by one
 * thread at a time.
 */
public final class Relay {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private final Outbox outbox;
    private final Receiver receiver;
    private final RelayPolicy policy;
    private final StepListener listener;
    private final InstantSource clock;
    private final Lanes lanes;
    private int limit;
    private boolean claimLeftOver;

    private Relay(Builder builder, RelayPolicy policy) {
        this.outbox = builder.outbox;
        this.receiver = builder.receiver;
        this.policy = policy;
        this.listener = builder.listener;
        this.clock = Objects.requireNonNull(builder.clock, "clocks");
        LongSupplier nanoTime = Objects.requireNonNull(builder.nanoTime, "clocks");
        this.lanes = new Lanes(builder.holdbacks, builder.dependsOn, clock, nanoTime);
        this.limit = policy.batchSize();
    }

    /** Begins a relay between these two. */
    public static Builder between(Outbox outbox, Receiver receiver) {
        return new Builder(outbox, receiver);
    }

    /**
     * Claims a batch, sends it and does what the answer says. A step that throws leaves its claim to the next one, which puts
     * it back first: there is only one relay.
     */
    public RelayResult step() {
        if (claimLeftOver) {
            outbox.putBackLapsedClaims();
        }
        claimLeftOver = true;
        ClaimedBatch batch = claim();
        RelayResult result = batch == null ? new RelayResult.Idle() : deliver(batch);
        claimLeftOver = false;
        return result;
    }

    private @Nullable ClaimedBatch claim() {
        while (true) {
            ClaimedBatch batch =
                    outbox.claim(limit, lanes.stopped(), UUID.randomUUID().toString());
            if (batch == null || !lanes.wasStopped(DeviceKey.of(batch.device().key()))) {
                return batch;
            }
            outbox.putBack(batch, "the receiver refused this device before the agent was started again", null);
        }
    }

    private RelayResult deliver(ClaimedBatch batch) {
        listener.reached(Step.BATCH_CLAIMED);
        var message = batch.toMessage(policy.agentId());
        ReceiverAnswer answer = receiver.publish(message);
        listener.reached(Step.BATCH_SENT);
        PublishOutcome outcome = PublishOutcome.of(message, answer);
        if (outcome instanceof PublishOutcome.Settled settled) {
            listener.reached(Step.RECEIPT_READ);
            return settle(batch, settled, answer.version());
        }
        if (outcome instanceof PublishOutcome.Poisoned poisoned
                && batch.events().size() == 1) {
            return block(batch, poisoned);
        }
        putBack(batch, outcome);
        return new RelayResult.Failed(outcome);
    }

    private RelayResult block(ClaimedBatch batch, PublishOutcome.Poisoned poisoned) {
        outbox.block(batch, poisoned.reason());
        listener.reached(Step.BATCH_SETTLED);
        limit = Math.min(limit * 2, policy.batchSize());
        log.warn(
                "The receiver cannot take an event of {}: {}. 'status' lists it; the others go on.",
                batch.device().name(),
                poisoned.reason());
        return new RelayResult.Delivered(1, 1);
    }

    private RelayResult settle(ClaimedBatch batch, PublishOutcome.Settled settled, @Nullable String version) {
        boolean changed = outbox.settle(batch, settled.receipt(), version, clock.instant());
        listener.reached(Step.BATCH_SETTLED);
        limit = Math.min(limit * 2, policy.batchSize());
        lanes.free(DeviceKey.of(batch.device().key()));
        long rejected =
                settled.receipt().outcomes().stream().filter(Relay::isRejected).count();
        if (changed) {
            log.warn("The receiver has another version or database than before: rejected events are sent once more.");
        }
        if (rejected > 0) {
            log.warn(
                    "The receiver rejected {} events of {}; 'status' lists them with reasons.",
                    rejected,
                    batch.device().name());
        }
        log.info(
                "Delivered {} events of {}.",
                batch.events().size() - rejected,
                batch.device().name());
        return new RelayResult.Delivered(batch.events().size(), rejected);
    }

    private void putBack(ClaimedBatch batch, PublishOutcome outcome) {
        Duration wait = null;
        if (outcome instanceof PublishOutcome.TooBig || outcome instanceof PublishOutcome.Poisoned) {
            halve(batch);
        } else if (outcome instanceof PublishOutcome.DeviceRefused) {
            wait = policy.refusalProbeEvery();
            lanes.stop(DeviceKey.of(batch.device().key()), wait);
        } else if (outcome instanceof PublishOutcome.TokenRefused) {
            wait = policy.refusalProbeEvery();
        } else if (outcome instanceof PublishOutcome.Later later) {
            wait = later.after();
            if (later.picky()) {
                halve(batch);
            }
        }
        outbox.putBack(
                batch, outcome.describe(), wait == null ? null : clock.instant().plus(wait));
    }

    private void halve(ClaimedBatch batch) {
        limit = Math.max(1, batch.events().size() / 2);
    }

    private static boolean isRejected(OutcomeMessage outcome) {
        return Outcome.REJECTED.name().equals(outcome.outcome());
    }

    /** Collects what a relay needs. */
    public static final class Builder {

        private final Outbox outbox;
        private final Receiver receiver;
        private StepListener listener = StepListener.NONE;
        private @Nullable InstantSource clock;
        private @Nullable LongSupplier nanoTime;
        private Holdbacks holdbacks = Holdbacks.NONE;
        private String dependsOn = "";

        private Builder(Outbox outbox, Receiver receiver) {
            this.outbox = outbox;
            this.receiver = receiver;
        }

        /** Sets who is told of each step; nobody unless set. */
        public Builder listener(StepListener stepListener) {
            this.listener = stepListener;
            return this;
        }

        /** Sets the clocks: one for stamps, one that only ever goes forward, for waiting. Required. */
        public Builder clocks(InstantSource wall, LongSupplier monotonicNanos) {
            this.clock = wall;
            this.nanoTime = monotonicNanos;
            return this;
        }

        /**
         * Sets where stopped lanes outlive a restart; nowhere unless set.
         *
         * @param digest what a refusal depends on: another one frees all lanes
         */
        public Builder remember(Holdbacks kept, String digest) {
            this.holdbacks = kept;
            this.dependsOn = digest;
            return this;
        }

        /** Returns the relay. */
        public Relay build(RelayPolicy policy) {
            return new Relay(this, policy);
        }
    }
}
