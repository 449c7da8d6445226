package dev.rollcall.agent.testing;

import dev.rollcall.agent.outbox.Receiver;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.EventMessage;
import dev.rollcall.attendance.exchange.HeartbeatMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A receiver without a network, for simulations. */
public final class FakeReceiver implements Receiver {

    private final Set<String> stored = new LinkedHashSet<>();
    private final List<HeartbeatMessage> heartbeats = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private @Nullable Function<BatchMessage, ReceiverAnswer> instead;

    /** Answers every batch so, until told otherwise; null answers well. A null answer of the function answers well, too. */
    public void answer(@Nullable Function<BatchMessage, ReceiverAnswer> how) {
        instead = how;
    }

    public Set<String> stored() {
        return stored;
    }

    public List<HeartbeatMessage> heartbeats() {
        return heartbeats;
    }

    /** How many events each batch had. */
    public List<Integer> sizes() {
        return sizes;
    }

    public static ReceiverAnswer status(int status) {
        return new ReceiverAnswer(status, null, false, null, null, null, null, null);
    }

    public static ReceiverAnswer status(int status, Duration retryAfter) {
        return new ReceiverAnswer(status, null, false, null, null, null, retryAfter, null);
    }

    public static ReceiverAnswer problem(int status, String type) {
        return new ReceiverAnswer(status, null, false, null, type, "refused", null, null);
    }

    @Override
    public ReceiverAnswer publish(BatchMessage batch) {
        sizes.add(batch.events().size());
        ReceiverAnswer other = instead == null ? null : instead.apply(batch);
        return other != null ? other : receipt(batch);
    }

    @Override
    public ReceiverAnswer heartbeat(HeartbeatMessage heartbeat) {
        heartbeats.add(heartbeat);
        return status(200);
    }

    @Override
    public ReceiverAnswer reach() {
        return status(200);
    }

    private ReceiverAnswer receipt(BatchMessage batch) {
        List<OutcomeMessage> outcomes = batch.events().stream()
                .map(EventMessage::id)
                .map(id -> new OutcomeMessage(id, stored.add(id) ? "STORED" : "KNOWN", id, null))
                .toList();
        long fresh = outcomes.stream()
                .filter(outcome -> outcome.outcome().equals("STORED"))
                .count();
        ReceiptMessage receipt = new ReceiptMessage(
                true, batch.batchId(), outcomes.size(), (int) fresh, 0, List.of(), outcomes, "store");
        return new ReceiverAnswer(200, null, false, receipt, null, null, null, "1");
    }
}
