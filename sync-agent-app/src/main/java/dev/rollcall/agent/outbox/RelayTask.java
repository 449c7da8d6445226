package dev.rollcall.agent.outbox;

import dev.rollcall.agent.schedule.Task;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers continuously. Waiting after a failure is not cut short by being woken: only time or a restart ends it. */
public final class RelayTask implements Task {

    private static final Logger log = LoggerFactory.getLogger(RelayTask.class);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Relay relay;
    private final RelayPolicy policy;
    private final LongSupplier nanoTime;
    private int failuresInARow;
    private long notBefore;
    private boolean waiting;

    public RelayTask(Relay relay, RelayPolicy policy, LongSupplier nanoTime) {
        this.relay = relay;
        this.policy = policy;
        this.nanoTime = nanoTime;
    }

    @Override
    public Duration step() {
        if (waiting && notBefore - nanoTime.getAsLong() > 0) {
            return Duration.ofNanos(notBefore - nanoTime.getAsLong());
        }
        waiting = false;
        RelayResult result = relay.step();
        if (result instanceof RelayResult.Failed failed) {
            return waitAfter(failed.outcome());
        }
        failuresInARow = 0;
        return result instanceof RelayResult.Idle ? IDLE : Duration.ZERO;
    }

    private Duration waitAfter(PublishOutcome outcome) {
        boolean isFailure = outcome instanceof PublishOutcome.Later || outcome instanceof PublishOutcome.TokenRefused;
        failuresInARow = isFailure ? failuresInARow + 1 : failuresInARow;
        Duration wait = policy.waitAfter(outcome, failuresInARow);
        log.warn("Not delivered: {}. Nothing is lost; next attempt in {}.", outcome.describe(), wait);
        waiting = true;
        notBefore = nanoTime.getAsLong() + wait.toNanos();
        return wait;
    }
}
