package dev.rollcall.agent.reconcile;

/** The receiver did not compare. */
public final class UnansweredException extends RuntimeException {

    private final boolean refused;

    /**
     * Creates one.
     *
     * @param reason  what came instead
     * @param refused whether the receiver refuses us
     */
    public UnansweredException(String reason, boolean refused) {
        super(reason);
        this.refused = refused;
    }

    /** Tells whether the receiver refuses us. */
    public boolean refused() {
        return refused;
    }
}
