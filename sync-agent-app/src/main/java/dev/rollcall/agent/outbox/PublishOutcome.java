package dev.rollcall.agent.outbox;

import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.EventMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage.Outcome;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer to a batch means. {@link #of} is total: whatever comes back has exactly one meaning. */
public sealed interface PublishOutcome {

    /** The problem type by which the receiver says that it does not know this token, or no longer. */
    String TOKEN_REFUSED = "https://rollcall.dev/problems/token-refused";

    /** The problem type by which the receiver says that this token may not send for this device. */
    String DEVICE_NOT_ALLOWED = "https://rollcall.dev/problems/device-not-allowed";

    /** Returns what happened and what to do about it, for people; never a secret. */
    String describe();

    /** The receiver has decided about every event. */
    record Settled(ReceiptMessage receipt) implements PublishOutcome {

        @Override
        public String describe() {
            return "settled";
        }
    }

    /** The batch is too big for the way; halves of it may pass. */
    record TooBig(String reason) implements PublishOutcome {

        @Override
        public String describe() {
            return reason + ". Smaller batches are tried";
        }
    }

    /** The token is refused: nothing may be sent until somebody acts. */
    record TokenRefused(String reason) implements PublishOutcome {

        @Override
        public String describe() {
            return reason
                    + ". Make a token on the receiver with 'token add --role agent NAME' and put it into receiver.token";
        }
    }

    /** The token may not send for this device; other devices go on. */
    record DeviceRefused(String reason) implements PublishOutcome {

        @Override
        public String describe() {
            return reason + ". Let this agent's token send for that device, or give the agent another token";
        }
    }

    /**
     * Not now. Tried again for ever.
     *
     * @param after how long the answer asks to wait; null if it does not
     */
    record Later(String reason, @Nullable Duration after) implements PublishOutcome {

        @Override
        public String describe() {
            return reason;
        }
    }

    /** Judges an answer. Only a receipt for this very batch with one readable outcome for each event settles anything. */
    static PublishOutcome of(BatchMessage batch, ReceiverAnswer answer) {
        return switch (answer.status()) {
            case 0 ->
                answer.timedOut() && batch.events().size() > 1
                        ? new TooBig(answer.describe())
                        : new Later(answer.describe(), null);
            case 200 -> ofReceipt(batch, answer);
            case 401, 403 -> ofRefusal(answer);
            case 413 ->
                batch.events().size() > 1
                        ? new TooBig(answer.describe())
                        : new Later(
                                answer.describe() + ": a single event is too big for something on the way",
                                answer.retryAfter());
            default -> new Later(answer.describe(), answer.retryAfter());
        };
    }

    private static PublishOutcome ofRefusal(ReceiverAnswer answer) {
        if (TOKEN_REFUSED.equals(answer.problemType())) {
            return new TokenRefused(answer.describe());
        }
        if (DEVICE_NOT_ALLOWED.equals(answer.problemType())) {
            return new DeviceRefused(answer.describe());
        }
        return new Later(answer.describe() + ": not the receiver's own words, perhaps a proxy's", answer.retryAfter());
    }

    private static PublishOutcome ofReceipt(BatchMessage batch, ReceiverAnswer answer) {
        ReceiptMessage receipt = answer.receipt();
        String flaw = receipt == null ? "the body is no receipt" : flawOf(batch, receipt);
        return receipt == null || flaw != null
                ? new Later("the answer is 200 but no acknowledgement: " + flaw, answer.retryAfter())
                : new Settled(receipt);
    }

    // A receipt is decoded from JSON of unknown origin: any field may be null whatever its type says.
    @SuppressWarnings({"ConstantConditions", "NullableProblems"})
    private static @Nullable String flawOf(BatchMessage batch, ReceiptMessage receipt) {
        if (!batch.batchId().equals(receipt.batchId())) {
            return "it is for batch '" + receipt.batchId() + "'";
        }
        if (receipt.outcomes() == null || receipt.store() == null) {
            return "it lacks outcomes or store";
        }
        List<String> asked =
                new ArrayList<>(batch.events().stream().map(EventMessage::id).toList());
        for (OutcomeMessage outcome : receipt.outcomes()) {
            if (outcome == null || !isReadable(outcome)) {
                return "an outcome cannot be read";
            }
            if (!asked.remove(outcome.id())) {
                return "it has an outcome for an event that was not sent: " + outcome.id();
            }
        }
        return asked.isEmpty() ? null : "it lacks outcomes for " + asked.size() + " events";
    }

    private static boolean isReadable(OutcomeMessage outcome) {
        return Arrays.stream(Outcome.values()).anyMatch(known -> known.name().equals(outcome.outcome()));
    }
}
