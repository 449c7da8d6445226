package dev.rollcall.agent.schedule;

import java.time.Duration;

/** Work done step by step. Never called by two threads at once. */
@FunctionalInterface
public interface Task {

    /**
     * Does one step.
     *
     * @return how long to wait before the next step, unless woken earlier; zero to go on at once
     */
    Duration step();
}
