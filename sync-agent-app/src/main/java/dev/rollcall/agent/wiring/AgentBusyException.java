package dev.rollcall.agent.wiring;

import java.nio.file.Path;

/** Another agent works with this data folder. Stop it, or let it do the work. */
public final class AgentBusyException extends RuntimeException {

    AgentBusyException(Path dataDir) {
        super("Another agent works with " + dataDir
                + ". Only 'status' may run beside it: stop the running agent first, " + "or let it do the work.");
    }
}
