package dev.rollcall.agent.schedule;

/**
 * Is told each step of the walk, on the thread that walks, before the next step begins. Production uses {@link #NONE}; tests
 * stop the world here.
 */
@FunctionalInterface
public interface StepListener {

    /** Does nothing. */
    StepListener NONE = step -> {};

    /** Called when a step is done. What is thrown here ends the walk at this place. */
    void reached(Step step);
}
