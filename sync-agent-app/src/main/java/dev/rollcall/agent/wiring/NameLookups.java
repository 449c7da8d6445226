package dev.rollcall.agent.wiring;

import java.security.Security;

/** How long host names are remembered. To be called before the first lookup of the process. */
public final class NameLookups {

    private NameLookups() {}

    /** Remembers a found address for a minute and a missing one for ten seconds: a receiver may move, a network come back. */
    public static void forgetSoon() {
        Security.setProperty("networkaddress.cache.ttl", "60");
        Security.setProperty("networkaddress.cache.negative.ttl", "10");
        Security.setProperty("networkaddress.cache.stale.ttl", "0");
    }
}
