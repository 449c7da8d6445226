package dev.rollcall.agent.schedule;

/**
 * Drives tasks. Production gives each its own thread and waits by the monotonic clock; a simulation drives all of them in one
 * thread under a clock of its own. A step that throws is logged, counted and tried again: a loop never dies of one failure.
 */
public interface Scheduler {

    /**
     * Begins to drive a task; its first step comes at once.
     *
     * @param name what to call it in logs
     */
    Handle start(String name, Task task);

    /** A driven task. */
    interface Handle {

        /** Ends the current wait, if any, so that the next step comes at once. Safe from any thread. */
        void wake();
    }
}
