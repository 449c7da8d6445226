package dev.rollcall.receiver.store;

import java.time.Instant;
import java.util.List;

/** The agents that send to this receiver. */
public interface AgentRegister {

    /** Notes that a batch came from an agent. */
    void saw(String id, Instant at);

    /** Keeps an agent's latest facts about itself. */
    void heartbeat(String id, String version, String json, Instant at);

    /** Returns all agents, in the order of their ids. */
    List<Agent> all();
}
