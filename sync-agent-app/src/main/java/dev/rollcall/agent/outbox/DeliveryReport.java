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
}
