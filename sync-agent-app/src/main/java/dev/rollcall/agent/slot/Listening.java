package dev.rollcall.agent.slot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The listener that terminals are told to post to, as far as setting them up goes. */
public interface Listening {

    /** Begins to listen if nothing does yet in this process. */
    void begin();

    /** Tells whether it listens. */
    boolean isOpen();

    /** Returns when a device last posted an event to this process; null if it has not. */
    @Nullable Instant lastEvent(String device);
}
