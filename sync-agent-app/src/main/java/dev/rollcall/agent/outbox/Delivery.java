package dev.rollcall.agent.outbox;

import dev.rollcall.agent.schedule.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Delivers everything that waits, once, without waiting long for a receiver that is away. */
public final class Delivery {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final Relay relay;
    private final int quickAttempts;
    private final Pause pause;

    /**
     * Creates a delivery.
     *
     * @param quickAttempts how many failures in a row end it
     */
    public Delivery(Relay relay, int quickAttempts, Pause pause) {
        this.relay = relay;
        this.quickAttempts = quickAttempts;
        this.pause = pause;
    }

    /** Delivers until nothing waits that may be sent, or the receiver refuses, or it fails too often in a row. */
    public DeliveryReport deliverAll() {
        return deliverWhile(() -> false);
    }

    /**
     * The same, beside somebody who brings more.
     *
     * @param more asked when nothing waits: waits until something may have come, and tells whether to go on
     */
    public DeliveryReport deliverWhile(BooleanSupplier more) {
        long delivered = 0;
        int failuresInARow = 0;
        List<String> problems = new ArrayList<>();
        boolean refused = false;
        while (true) {
            RelayResult result = relay.step();
            if (result instanceof RelayResult.Idle && more.getAsBoolean()) {
                continue;
            }
            if (result instanceof RelayResult.Idle) {
                return new DeliveryReport(delivered, refused, problems);
            }
            if (result instanceof RelayResult.Delivered batch) {
                delivered += batch.events() - batch.rejected();
                failuresInARow = 0;
            } else if (result instanceof RelayResult.Failed failed) {
                PublishOutcome outcome = failed.outcome();
                refused |= outcome instanceof PublishOutcome.TokenRefused
                        || outcome instanceof PublishOutcome.DeviceRefused;
                if (!isSearch(outcome) && !problems.contains(outcome.describe())) {
                    problems.add(outcome.describe());
                }
                failuresInARow += isFailure(outcome) ? 1 : 0;
                boolean over = outcome instanceof PublishOutcome.TokenRefused || failuresInARow >= quickAttempts;
                if (over || (failuresInARow > 0 && !pause.waitFor(FIRST_PAUSE.multipliedBy(failuresInARow)))) {
                    return new DeliveryReport(delivered, refused, problems);
                }
            }
        }
    }

    /** A smaller batch follows, and whether that fails is told then. */
    private static boolean isSearch(PublishOutcome outcome) {
        return outcome instanceof PublishOutcome.Poisoned
                || (outcome instanceof PublishOutcome.TooBig big && !big.slow());
    }

    /** A receiver that never answers in time is not waited for ten times with ever smaller batches. */
    private static boolean isFailure(PublishOutcome outcome) {
        return outcome instanceof PublishOutcome.Later || (outcome instanceof PublishOutcome.TooBig big && big.slow());
    }
}
