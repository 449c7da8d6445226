package dev.rollcall.agent.command;

/** Carries out orders. Held by whoever has the instance lock. */
@FunctionalInterface
public interface Performer {

    /** Carries out an order; blocks until done. */
    Outcome perform(Order order, ProgressBoard progress);
}
