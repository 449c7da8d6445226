package dev.rollcall.agent.outbox;

import java.util.List;

/**
 * What a delivery came to.
 *
 * @param delivered how many events the receiver has taken
 * @param refused   whether the receiver refused token or device
 * @param problems  what went wrong, one sentence each, without repeats
 */
public record DeliveryReport(long delivered, boolean refused, List<String> problems) {

    public DeliveryReport {
        problems = List.copyOf(problems);
    }

    /** Returns what this and a later delivery came to: what the later one could do again is no problem any more. */
    public DeliveryReport followedBy(DeliveryReport later) {
        return new DeliveryReport(delivered + later.delivered, later.refused, later.problems);
    }
}
