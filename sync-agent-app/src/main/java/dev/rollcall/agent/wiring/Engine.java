package dev.rollcall.agent.wiring;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.sqlite.SqliteStore;
import java.time.InstantSource;

/**
 * What every part of an opened agent works with.
 *
 * @param scheduler runs the loops, and tells when the agent is being stopped
 * @param crew      does pieces of work beside one another
 */
record Engine(AgentConfig config, SqliteStore store, ThreadScheduler scheduler, ThreadCrew crew, InstantSource clock) {

    /** Tells whether the agent is being stopped. */
    boolean isStopping() {
        return scheduler.isStopping();
    }
}
