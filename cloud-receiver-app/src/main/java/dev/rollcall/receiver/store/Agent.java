package dev.rollcall.receiver.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An agent as the receiver knows it.
 *
 * @param id            the agent's own id
 * @param version       its version; null before its first heartbeat
 * @param heartbeat     the latest heartbeat as JSON; null before the first
 * @param lastHeartbeat when that came, by the receiver's clock
 * @param lastSeen      when anything last came from it
 */
public record Agent(
        String id,
        @Nullable String version,
        @Nullable String heartbeat,
        @Nullable Instant lastHeartbeat,
        Instant lastSeen) {}
