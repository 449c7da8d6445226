package dev.rollcall.agent.outbox;

import dev.rollcall.attendance.exchange.ReceiptMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came back from the receiver, or from whatever stands in between.
 *
 * @param status      the HTTP status; 0 if no complete answer came
 * @param failure     why none came; null if one did
 * @param timedOut    whether it was waited for in vain after sending began
 * @param receipt     the body as a receipt; null if it is not one
 * @param problemType the type of a problem document; null if the body is not one
 * @param detail      what the body says, shortened, for people; null if nothing readable
 * @param retryAfter  how long the answer asks to wait; null if it does not
 * @param version     the receiver's version; null if it told none
 * @param fields      the fields that a problem document names; empty if it names none
 * @param clocks      what time it was here and there; null if the answer told no time
 * @param trouble     what kept an answer from coming; null if one came
 */
public record ReceiverAnswer(
        int status,
        @Nullable String failure,
        boolean timedOut,
        @Nullable ReceiptMessage receipt,
        @Nullable String problemType,
        @Nullable String detail,
        @Nullable Duration retryAfter,
        @Nullable String version,
        List<String> fields,
        @Nullable Clocks clocks,
        @Nullable Trouble trouble) {

    public ReceiverAnswer {
        fields = List.copyOf(fields);
    }

    /** An answer that came. */
    public ReceiverAnswer(
            int status,
            @Nullable String failure,
            boolean timedOut,
            @Nullable ReceiptMessage receipt,
            @Nullable String problemType,
            @Nullable String detail,
            @Nullable Duration retryAfter,
            @Nullable String version,
            List<String> fields,
            @Nullable Clocks clocks) {
        this(status, failure, timedOut, receipt, problemType, detail, retryAfter, version, fields, clocks, null);
    }

    /** An answer that names no fields and tells no time. */
    public ReceiverAnswer(
            int status,
            @Nullable String failure,
            boolean timedOut,
            @Nullable ReceiptMessage receipt,
            @Nullable String problemType,
            @Nullable String detail,
            @Nullable Duration retryAfter,
            @Nullable String version) {
        this(status, failure, timedOut, receipt, problemType, detail, retryAfter, version, List.of(), null);
    }

    /**
     * The time of an answer by two clocks.
     *
     * @param here  by this computer's
     * @param there by that of who answered, to the second
     */
    public record Clocks(Instant here, Instant there) {}

    /** What kept an answer from coming. */
    public enum Trouble {
        /** The host's name is not known. */
        UNKNOWN_HOST,
        /** Nobody answered, or not to the end. */
        UNREACHABLE,
        /** The proxy did not let it pass. */
        PROXY,
        /** No safe connection came about. */
        INSECURE,
        /** What answered does not speak HTTP. */
        NOT_HTTP
    }

    /** Returns the answer of somebody who did not answer. */
    public static ReceiverAnswer none(String failure, boolean timedOut) {
        return none(Trouble.UNREACHABLE, failure, timedOut);
    }

    /** Returns the answer of somebody who did not answer, and why. */
    public static ReceiverAnswer none(Trouble trouble, String failure, boolean timedOut) {
        return new ReceiverAnswer(0, failure, timedOut, null, null, null, null, null, List.of(), null, trouble);
    }

    /** Says what came back, for people. */
    public String describe() {
        if (failure != null) {
            return failure;
        }
        return "the receiver answered " + status + (detail == null ? "" : " (" + detail + ")");
    }
}
