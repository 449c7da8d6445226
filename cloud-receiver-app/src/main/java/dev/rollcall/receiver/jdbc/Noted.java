package dev.rollcall.receiver.jdbc;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers when something was last noted in the database, so that what happens many times a second is noted once. Thread-safe.
 */
final class Noted {

    /** Sights this close to one another need not be noted each. */
    private static final long CLOSE_MILLIS = 1000;

    private static final int MOST = 100_000;

    private final Map<String, Long> last = new ConcurrentHashMap<>();

    /** Tells whether something is to be noted now, and takes it for done then. */
    boolean isDue(String what, long millis) {
        Long before = last.get(what);
        if (before != null && millis >= before && millis - before < CLOSE_MILLIS) {
            return false;
        }
        if (last.size() >= MOST) {
            last.clear();
        }
        last.put(what, millis);
        return true;
    }

    /** Forgets what was noted in a transaction that was undone. */
    void forget(Collection<String> undone) {
        last.keySet().removeAll(undone);
    }
}
