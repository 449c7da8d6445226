package dev.rollcall.receiver.inbox;

/** Runs steps again and again; the real one has a thread, one in a test runs when it is told to. */
public interface Scheduler {

    /**
     * Runs a step now, whenever it is woken, and regularly; again at once as long as the step says there is more.
     *
     * @param name names the step in logs
     * @return wakes the step; safe from any thread
     */
    Runnable keepRunning(String name, Step step);
}
