package dev.rollcall.isapi.internal;

/** A body that is neither the JSON nor the XML of this protocol. Internal to the module. */
public final class UnreadableBodyException extends Exception {

    public UnreadableBodyException(String reason) {
        super(reason);
    }

    public UnreadableBodyException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
