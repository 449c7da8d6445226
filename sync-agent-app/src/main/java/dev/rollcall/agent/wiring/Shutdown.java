package dev.rollcall.agent.wiring;

import java.time.Duration;

/** Ends a running agent in order when the process is told to end, and in time even where something is stuck. */
public final class Shutdown {

    /** How a process ends that SIGTERM ended. */
    private static final int TERMINATED = 143;

    private Shutdown() {}

    /**
     * Closes the agent when the process is told to end.
     *
     * @param limit after which the process ends at once; what was under way is then repeated on the next start
     */
    public static void closeAtEnd(Agent agent, Duration limit) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(agent, limit), "stop"));
    }

    private static void close(Agent agent, Duration limit) {
        Thread guard = new Thread(() -> halt(agent, limit), "halt");
        guard.setDaemon(true);
        guard.start();
        agent.close();
    }

    private static void halt(Agent agent, Duration limit) {
        try {
            Thread.sleep(limit.toMillis());
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(agent.isBroken() ? 1 : TERMINATED);
    }
}
