package dev.rollcall.receiver.devicepull;

/** A terminal is not fetched from, or fetching ended early; the message says why and what to do, and holds no secret. */
public final class PullException extends RuntimeException {

    private final Reason reason;
    private final String text;

    /** Why. */
    public enum Reason {
        /** No terminal is allowed, or not this one; or the token may not speak for it. */
        NOT_ALLOWED,
        /** Somebody else fetches from it at this moment, or too many fetch. */
        BUSY,
        /** The terminal did not do its part. */
        DEVICE
    }

    PullException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.text = message;
    }

    @Override
    public String getMessage() {
        return text;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }
}
