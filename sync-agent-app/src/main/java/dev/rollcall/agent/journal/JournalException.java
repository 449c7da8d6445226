package dev.rollcall.agent.journal;

/** The journal cannot be used, or cannot be used now. The message says which file and what to do. Nothing was stored half. */
public final class JournalException extends RuntimeException {

    /** What sort of trouble it is, by what the caller does next. */
    public enum Trouble {
        /** Repeat later: no room, held by another program, or a failed statement. */
        PASSING,
        /** Stop using this journal in this process; the next start verifies it. */
        UNTRUSTED,
        /** The same, and the file is damaged: the next start makes a new one of what can be saved. */
        DAMAGE
    }

    private final Trouble trouble;

    public JournalException(String message) {
        super(message);
        this.trouble = Trouble.PASSING;
    }

    public JournalException(String message, Throwable cause) {
        this(message, cause, Trouble.PASSING);
    }

    public JournalException(String message, Throwable cause, Trouble trouble) {
        super(message, cause);
        this.trouble = trouble;
    }

    /** Returns what sort of trouble it is. */
    public Trouble trouble() {
        return trouble;
    }
}
