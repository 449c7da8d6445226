package dev.rollcall.agent.wiring;

import java.nio.file.Path;

/** Another agent works with this data folder. Stop it, or let it do the work. */
public final class AgentBusyException extends RuntimeException {

    /**
     * Creates the exception.
     *
     * @param holder who holds the folder, as far as is known, with a blank before; else empty
     */
    AgentBusyException(Path dataDir, String holder) {
        super("Another agent works with " + dataDir + holder
                + ". Only 'status' may run beside it: stop the running agent first, " + "or let it do the work.");
    }
}
