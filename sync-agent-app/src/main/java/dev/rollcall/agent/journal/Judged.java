package dev.rollcall.agent.journal;

import org.jspecify.annotations.Nullable;

/**
 * A loss, or a part of one, and what a person has said of it.
 *
 * @param loss       a gap, or a time
 * @param acceptance that it is accepted; null if nobody has accepted it
 */
public record Judged<T>(T loss, @Nullable Acceptance acceptance) {

    /** Tells whether a person has accepted it. */
    public boolean isAccepted() {
        return acceptance != null;
    }
}
