package dev.rollcall.agent.collect;

import org.jspecify.annotations.Nullable;

/** A terminal did not give what was asked. The message names the terminal and the next step; it holds no secret. */
public final class SourceException extends RuntimeException {

    private final Kind kind;

    public SourceException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns what to do next. */
    public Kind kind() {
        return kind;
    }

    /** Returns the message, for people. */
    public String reason() {
        String message = getMessage();
        return message == null ? kind.name() : message;
    }

    /** What to do next. */
    public enum Kind {
        /** Stop: it does not let us in. A person must act. */
        REFUSED,
        /** Do without: its firmware does not have this. */
        UNSUPPORTED,
        /** Try later: it is away, busy or too slow. */
        UNAVAILABLE,
        /** Ask again in a moment: it is busy with others. */
        BUSY,
        /** Look at the network: more than one device answers at its address. */
        TWO_DEVICES,
        /** Look at the configuration: it is the same device as another entry. */
        SAME_DEVICE,
        /** Look at it: it answered something else than this protocol. */
        UNEXPECTED,
        /** Ask otherwise: it does not take this question. */
        INVALID_REQUEST
    }
}
