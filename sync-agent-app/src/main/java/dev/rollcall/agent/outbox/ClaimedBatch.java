package dev.rollcall.agent.outbox;

import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.EventMessage;
import dev.rollcall.attendance.exchange.EventMessages;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Events of one device that a relay has taken to deliver.
 *
 * @param batchId the name of the batch
 * @param device  what the receiver is told of the device
 * @param events  the events, never none
 */
public record ClaimedBatch(String batchId, DeviceMessage device, List<ClaimedEvent> events) {

    public ClaimedBatch {
        events = List.copyOf(events);
    }

    /** Returns the message that carries this batch. */
    public BatchMessage toMessage(String agentId) {
        List<EventMessage> messages = events.stream()
                .map(event -> EventMessages.toMessage(event.id(), event.observation()))
                .toList();
        return new BatchMessage(
                BatchMessage.VERSION,
                batchId,
                agentId,
                device,
                extreme(messages, (a, b) -> a.compareTo(b) <= 0),
                extreme(messages, (a, b) -> a.compareTo(b) >= 0),
                messages);
    }

    private static @Nullable String extreme(
            List<EventMessage> messages, java.util.function.BiPredicate<String, String> comesFirst) {
        Function<EventMessage, String> wallClock = EventMessage::wallClock;
        return messages.stream()
                .map(wallClock)
                .reduce((a, b) -> comesFirst.test(a, b) ? a : b)
                .orElse(null);
    }
}
