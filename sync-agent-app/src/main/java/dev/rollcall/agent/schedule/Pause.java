package dev.rollcall.agent.schedule;

import java.time.Duration;

/** Waits. Production really waits, by the monotonic clock; a simulation moves its clock. */
@FunctionalInterface
public interface Pause {

    /**
     * Waits this long.
     *
     * @return false if the wait was cut short because the agent is being stopped; the caller then ends its work
     */
    boolean waitFor(Duration duration);
}
