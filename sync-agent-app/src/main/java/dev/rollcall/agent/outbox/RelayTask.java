package dev.rollcall.agent.outbox;

import dev.rollcall.agent.schedule.Task;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers continuously. Waiting after a failure is not cut short by being woken: only time or a changed log-in ends it. */
public final class RelayTask implements Task {

    private static final Logger log = LoggerFactory.getLogger(RelayTask.class);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Relay relay;
    private final RelayPolicy policy;
    private final RelayPause pause;

    public RelayTask(Relay relay, RelayPolicy policy, LongSupplier nanoTime) {
        this(relay, policy, RelayPause.of(nanoTime));
    }

    public RelayTask(Relay relay, RelayPolicy policy, RelayPause pause) {
        this.relay = relay;
        this.policy = policy;
        this.pause = pause;
    }

    @Override
    public Duration step() {
        Duration left = pause.left();
        if (!left.isZero()) {
            return left;
        }
        RelayResult result = relay.step();
        if (result instanceof RelayResult.Failed failed) {
            return waitAfter(failed.outcome());
        }
        if (result instanceof RelayResult.Delivered) {
            pause.succeeded();
        }
        return result instanceof RelayResult.Idle ? IDLE : Duration.ZERO;
    }

    private Duration waitAfter(PublishOutcome outcome) {
        boolean isFailure = outcome instanceof PublishOutcome.Later || outcome instanceof PublishOutcome.TokenRefused;
        Duration wait = policy.waitAfter(outcome, isFailure ? pause.failed() : pause.failuresInARow());
        log.warn("Not delivered: {}. Nothing is lost; next attempt in {}.", outcome.describe(), wait);
        pause.begin(wait);
        return wait;
    }
}
