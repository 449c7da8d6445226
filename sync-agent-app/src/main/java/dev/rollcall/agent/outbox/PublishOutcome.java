package dev.rollcall.agent.outbox;

import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an answer to a batch means. {@link #of} is total: whatever comes back has exactly one meaning. */
public sealed interface PublishOutcome {

    /** The problem type by which the receiver says that it does not know this token, or no longer. */
    String TOKEN_REFUSED = "https://rollcall.dev/problems/token-refused";

    /** The problem type by which the receiver says that this token may not send for this device. */
    String DEVICE_NOT_ALLOWED = "https://rollcall.dev/problems/device-not-allowed";

    /** The problem types by which the receiver says that it cannot take what it was sent. */
    Set<String> CONTENT_REFUSED = Set.of(
            "https://rollcall.dev/problems/malformed-json",
            "https://rollcall.dev/problems/missing-fields",
            "https://rollcall.dev/problems/invalid-field");

    /** Returns what happened and what to do about it, for people; never a secret. */
    String describe();

    /** The receiver has decided about every event. */
    record Settled(ReceiptMessage receipt) implements PublishOutcome {

        @Override
        public String describe() {
            return "settled";
        }
    }

    /**
     * The batch is too big for the way; halves of it may pass.
     *
     * @param slow whether that shows only in that no answer came in time
     */
    record TooBig(String reason, boolean slow) implements PublishOutcome {

        @Override
        public String describe() {
            return reason + ". Smaller batches are tried";
        }
    }

    /** The receiver itself cannot take something in the batch. Halves show which event; alone it is blocked. */
    record Poisoned(String reason) implements PublishOutcome {

        @Override
        public String describe() {
            return reason + ". Smaller batches are tried, to find the event that it means";
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
     * @param picky whether something in the batch may be the reason, so that smaller batches let the rest pass
     */
    record Later(String reason, @Nullable Duration after, boolean picky) implements PublishOutcome {

        @Override
        public String describe() {
            return reason;
        }
    }

    /** Judges an answer. Only a receipt for this very batch with one readable outcome for each event settles anything. */
    static PublishOutcome of(BatchMessage batch, ReceiverAnswer answer) {
        boolean divisible = batch.events().size() > 1;
        return switch (answer.status()) {
            case 0 ->
                answer.timedOut() && divisible
                        ? new TooBig(answer.describe(), true)
                        : new Later(answer.describe(), null, false);
            case 200 -> ofReceipt(batch, answer);
            case 400, 422 -> ofContent(answer);
            case 401, 403 -> ofRefusal(answer);
            case 413 ->
                divisible
                        ? new TooBig(answer.describe(), false)
                        : later(answer, ": a single event is too big for something on the way");
            default -> later(answer, remedy(answer.status()));
        };
    }

    private static PublishOutcome ofContent(ReceiverAnswer answer) {
        if (answer.problemType() == null || !CONTENT_REFUSED.contains(answer.problemType())) {
            return later(answer, ": not the receiver's own words, perhaps a proxy's");
        }
        boolean event =
                answer.fields().isEmpty() || answer.fields().stream().anyMatch(field -> field.startsWith("events"));
        return event
                ? new Poisoned(answer.describe())
                : later(answer, ": agent and receiver do not understand each other; install versions that fit");
    }

    private static PublishOutcome ofRefusal(ReceiverAnswer answer) {
        if (TOKEN_REFUSED.equals(answer.problemType())) {
            return new TokenRefused(answer.describe());
        }
        if (DEVICE_NOT_ALLOWED.equals(answer.problemType())) {
            return new DeviceRefused(answer.describe());
        }
        return later(
                answer,
                answer.problemType() == null
                        ? ": not the receiver's own words, perhaps a proxy's"
                        : ". Check that receiver.token is a token for agents");
    }

    private static PublishOutcome ofReceipt(BatchMessage batch, ReceiverAnswer answer) {
        ReceiptMessage receipt = answer.receipt();
        String flaw = receipt == null ? bodyFlaw(answer) : ReceiptCheck.flawOf(batch, receipt);
        return receipt == null || flaw != null
                ? new Later("the answer is 200 but no acknowledgement: " + flaw, answer.retryAfter(), true)
                : new Settled(receipt);
    }

    private static String bodyFlaw(ReceiverAnswer answer) {
        return "the body is no receipt" + (answer.detail() == null ? "" : " (" + answer.detail() + ")");
    }

    private static Later later(ReceiverAnswer answer, String remark) {
        boolean picky = Set.of(400, 403, 406, 413, 415, 422, 500).contains(answer.status());
        return new Later(answer.describe() + remark, answer.retryAfter(), picky);
    }

    private static String remedy(int status) {
        return switch (status) {
            case 404, 405, 410 -> ": nothing takes batches at this address; check receiver.url";
            case 407 -> ": the proxy wants a log-in; set receiver.proxyUser and receiver.proxyPassword";
            case 511 -> ": the network wants a log-in (captive portal); log in with a browser on this computer";
            default -> "";
        };
    }
}
