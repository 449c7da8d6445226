package dev.rollcall.agent.testing;

import dev.rollcall.simulator.DeviceSimulator;
import java.io.IOException;

/** A free port that is still free when it is needed again: one that a simulated terminal had, which no outgoing connection gets. */
public final class FreePort {

    private FreePort() {}

    /** Looks for one. */
    public static int find() throws IOException {
        try (DeviceSimulator gone = DeviceSimulator.builder().start()) {
            return gone.port();
        }
    }
}
