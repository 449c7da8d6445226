package dev.rollcall.receiver.store;

/** The database could not do what was asked; nothing is stored. The caller may ask again later. */
public final class StoreFailedException extends RuntimeException {

    public StoreFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
