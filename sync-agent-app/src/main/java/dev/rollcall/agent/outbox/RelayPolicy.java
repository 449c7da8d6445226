package dev.rollcall.agent.outbox;

import dev.rollcall.agent.schedule.Backoff;
import java.time.Duration;

/**
 * The settings of delivery.
 *
 * @param agentId           the agent's id
 * @param batchSize         most events in a batch
 * @param refusalProbeEvery how long after a refusal of token or device it is tried again
 * @param backoff           how long to wait after failures in a row
 * @param retryAfterCap     the longest {@code Retry-After} that is obeyed
 */
public record RelayPolicy(
        String agentId, int batchSize, Duration refusalProbeEvery, Backoff backoff, Duration retryAfterCap) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Returns how long to wait before the next batch. */
    Duration waitAfter(PublishOutcome outcome, int failuresInARow) {
        if (outcome instanceof PublishOutcome.TokenRefused) {
            return refusalProbeEvery;
        }
        if (outcome instanceof PublishOutcome.Later later) {
            Duration asked = later.after();
            if (asked != null) {
                Duration capped = asked.compareTo(retryAfterCap) < 0 ? asked : retryAfterCap;
                return backoff.spread(capped.compareTo(SHORTEST) < 0 ? SHORTEST : capped);
            }
            return backoff.after(failuresInARow);
        }
        return Duration.ZERO;
    }
}
