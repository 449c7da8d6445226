package dev.rollcall.agent.journal;

/** The journal cannot be used, or cannot be used now. The message says which file and what to do. Nothing was stored half. */
public final class JournalException extends RuntimeException {

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
