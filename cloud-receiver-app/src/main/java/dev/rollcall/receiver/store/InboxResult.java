package dev.rollcall.receiver.store;

import org.jspecify.annotations.Nullable;

/**
 * What became of a posted body.
 *
 * @param state      the state it is in now
 * @param translated how many of its records were understood as facts; those of doors and the like are not stored as events
 * @param ignored    how many were left out for a stated reason
 * @param parked     how many could not be understood or not be trusted, and wait for a person
 * @param reason     the reasons; null if there are none
 */
public record InboxResult(
        State state,
        int translated,
        int ignored,
        int parked,
        @Nullable String reason) {

    /** The states of a posted body. */
    public enum State {
        /** Stored, not yet looked at. */
        RECEIVED,
        /** Everything worth keeping is stored as events. */
        DONE,
        /** There was nothing to keep. */
        IGNORED,
        /** At least one record waits for a person. */
        PARKED
    }
}
