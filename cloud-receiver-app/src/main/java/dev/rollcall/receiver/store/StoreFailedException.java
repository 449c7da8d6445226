package dev.rollcall.receiver.store;

import org.jspecify.annotations.Nullable;

/** The database could not do what was asked; nothing is stored. The caller may ask again later. */
public final class StoreFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean refused;
    private final @Nullable String reason;

    public StoreFailedException(String message) {
        super(message);
        this.refused = false;
        this.reason = null;
    }

    public StoreFailedException(String message, Throwable cause) {
        this(message, cause, false, null);
    }

    /**
     * Makes one with what is known about it.
     *
     * @param refused whether the database refused what it was given
     * @param reason  why, in words for people who see no log; null if only the cause knows
     */
    public StoreFailedException(String message, Throwable cause, boolean refused, @Nullable String reason) {
        super(message, cause);
        this.refused = refused;
        this.reason = reason;
    }

    /** Tells whether the database refused what it was given, so that the same will be refused again and other things may not be. */
    public boolean isRefused() {
        return refused;
    }

    /** Returns why, in words for people who see no log; null if only the cause knows. */
    public @Nullable String reason() {
        return reason;
    }
}
