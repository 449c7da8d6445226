package dev.rollcall.agent.outbox;

import dev.rollcall.agent.schedule.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
        long delivered = 0;
        int failuresInARow = 0;
        List<String> problems = new ArrayList<>();
        boolean refused = false;
        while (true) {
            RelayResult result = relay.step();
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
                if (!(outcome instanceof PublishOutcome.TooBig) && !isRepeated(problems, reasonOf(outcome))) {
                    problems.add(reasonOf(outcome));
                }
                failuresInARow += outcome instanceof PublishOutcome.Later ? 1 : 0;
                boolean over = outcome instanceof PublishOutcome.TokenRefused || failuresInARow >= quickAttempts;
                if (over || (failuresInARow > 0 && !pause.waitFor(FIRST_PAUSE.multipliedBy(failuresInARow)))) {
                    return new DeliveryReport(delivered, refused, problems);
                }
            }
        }
    }

    private static boolean isRepeated(List<String> problems, String reason) {
        return problems.contains(reason);
    }

    private static String reasonOf(PublishOutcome outcome) {
        if (outcome instanceof PublishOutcome.TokenRefused refused) {
            return refused.reason()
                    + ". Make a new token on the receiver with 'token add --role agent NAME' and put it into receiver.token";
        }
        if (outcome instanceof PublishOutcome.DeviceRefused refused) {
            return refused.reason() + ". Let this agent's token send for that device, or give the agent another token";
        }
        return outcome instanceof PublishOutcome.Later later ? later.reason() : String.valueOf(outcome);
    }
}
