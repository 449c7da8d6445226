package dev.rollcall.receiver.store;

/** The database could not do what was asked; nothing is stored. The caller may ask again later. */
public final class StoreFailedException extends RuntimeException {

    private final boolean refused;

    public StoreFailedException(String message) {
        super(message);
        this.refused = false;
    }

    public StoreFailedException(String message, Throwable cause) {
        this(message, cause, false);
    }

    public StoreFailedException(String message, Throwable cause, boolean refused) {
        super(message, cause);
        this.refused = refused;
    }

    /** Tells whether the database refused what it was given, so that the same will be refused again and other things may not be. */
    public boolean isRefused() {
        return refused;
    }
}
