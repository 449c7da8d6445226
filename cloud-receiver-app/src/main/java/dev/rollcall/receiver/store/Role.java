package dev.rollcall.receiver.store;

import java.util.Locale;

/** What a token is for. */
public enum Role {
    /** Sends batches and heartbeats. */
    AGENT,
    /** Reads events and devices. */
    READER,
    /** Does everything a reader does and, later, more. */
    ADMIN,
    /** Is the last part of the address a terminal posts to. */
    HOOK;

    /** Returns how the secrets of this role begin, so that a found one can be told and a mixed-up one is noticed. */
    public String prefix() {
        return "rc_" + name().toLowerCase(Locale.ROOT) + "_";
    }
}
