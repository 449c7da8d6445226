package dev.rollcall.agent.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks into the outbox. Reading only; works beside a running daemon. */
@FunctionalInterface
public interface OutboxListing {

    /**
     * Returns entries, in the order in which their events were journaled.
     *
     * @param device the name or key of the only device; null for all
     * @param state  the only state; null for all but {@code settled}
     * @param limit  most entries
     */
    List<OutboxEntry> list(@Nullable String device, @Nullable String state, int limit);
}
