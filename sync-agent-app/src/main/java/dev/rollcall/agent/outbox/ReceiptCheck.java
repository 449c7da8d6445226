package dev.rollcall.agent.outbox;

import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.EventMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage.Outcome;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a receipt acknowledges a batch. A cache, a proxy or a mistaken receiver may answer 200 with something alike, so
 * that a receipt has to name the batch, to have one outcome for each event, and to count right.
 */
final class ReceiptCheck {

    private ReceiptCheck() {}

    /** Returns why a receipt is no acknowledgement of this batch; null if it is one. */
    // A receipt is decoded from JSON of unknown origin: any field may be null whatever its type says.
    @SuppressWarnings({"ConstantConditions", "NullableProblems"})
    static @Nullable String flawOf(BatchMessage batch, ReceiptMessage receipt) {
        if (!batch.batchId().equals(receipt.batchId())) {
            return "it is for batch '" + receipt.batchId() + "'";
        }
        if (receipt.outcomes() == null
                || receipt.store() == null
                || receipt.store().isBlank()) {
            return "it lacks outcomes or store";
        }
        Set<String> asked =
                batch.events().stream().map(EventMessage::id).collect(Collectors.toCollection(HashSet::new));
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (OutcomeMessage outcome : receipt.outcomes()) {
            Outcome read = outcome == null ? null : read(outcome.outcome());
            if (read == null) {
                return "an outcome cannot be read";
            }
            if (!asked.remove(outcome.id())) {
                return "it has an outcome for an event that was not sent, or two for one: " + outcome.id();
            }
            counts.merge(read, 1, Integer::sum);
        }
        return asked.isEmpty() ? flawOfCounts(receipt, counts) : "it lacks outcomes for " + asked.size() + " events";
    }

    private static @Nullable String flawOfCounts(ReceiptMessage receipt, Map<Outcome, Integer> counts) {
        boolean right = receipt.recordsFetched() == receipt.outcomes().size()
                && receipt.recordsProcessed() == counts.getOrDefault(Outcome.STORED, 0)
                && receipt.recordsFailed() == counts.getOrDefault(Outcome.REJECTED, 0);
        return right
                ? null
                : "it counts " + receipt.recordsFetched() + " fetched, " + receipt.recordsProcessed() + " stored and "
                        + receipt.recordsFailed() + " failed, but its outcomes say otherwise";
    }

    private static @Nullable Outcome read(@Nullable String text) {
        for (Outcome known : Outcome.values()) {
            if (known.name().equals(text)) {
                return known;
            }
        }
        return null;
    }
}
