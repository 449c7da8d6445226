package dev.rollcall.simulation;

/** A promise was broken. */
public final class Violation extends Error {

    private static final long serialVersionUID = 1;

    private final String invariant;

    /**
     * Tells of a broken promise.
     *
     * @param invariant its name in the fault model, such as {@code I1}
     */
    Violation(String invariant, String what) {
        super(invariant + ": " + what, null, false, false);
        this.invariant = invariant;
    }

    /** Returns the name of the promise. */
    public String invariant() {
        return invariant;
    }
}
