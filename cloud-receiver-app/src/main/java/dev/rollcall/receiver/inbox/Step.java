package dev.rollcall.receiver.inbox;

/** One bounded piece of work. */
@FunctionalInterface
public interface Step {

    /** Does one piece, and tells whether there may be more to do at once. */
    boolean run();
}
