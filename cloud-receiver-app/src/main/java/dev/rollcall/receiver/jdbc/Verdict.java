package dev.rollcall.receiver.jdbc;

import java.util.Map;
import java.util.Set;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionSystemException;
import org.sqlite.SQLiteException;

/**
 * What follows from a database's error. Doing a whole transaction again is always safe, also when the answer to its commit was
 * lost: what is stored already is known then.
 */
enum Verdict {
    /** Another transaction or the server's own business was in the way: the whole transaction may work at once. */
    AGAIN(3),
    /** A lock was waited for in vain: one more time, since each attempt may take as long as the first. */
    ONCE_MORE(2),
    /** The database refused what it was given; the same will be refused again. */
    REFUSED(1),
    /** The database cannot do it now, whatever it is given; the caller asks again later. */
    UNAVAILABLE(1);

    private static final Map<String, Verdict> STATES = Map.ofEntries(
            Map.entry("40001", AGAIN), // serialization failure
            Map.entry("40P01", AGAIN), // deadlock
            Map.entry("23505", AGAIN), // unique: another receiver was first, so that next time it is known
            Map.entry("57P01", AGAIN), // the server ended the connection; the pool has another one
            Map.entry("57P02", AGAIN), // the server ended after a crash
            Map.entry("08006", AGAIN), // the connection broke, maybe during the commit
            Map.entry("08003", AGAIN), // the connection was gone already
            Map.entry(
                    "26000",
                    AGAIN), // a prepared statement is gone: a pooler has come between, or the session was reset
            Map.entry("0A000", AGAIN), // a cached plan is of before a migration; the driver has forgotten it now
            Map.entry("55P03", ONCE_MORE), // lock timeout
            Map.entry("57014", UNAVAILABLE), // statement timeout
            Map.entry("53300", UNAVAILABLE), // too many connections: the pool has waited for one already
            Map.entry("53100", UNAVAILABLE), // disk full
            Map.entry("53200", UNAVAILABLE), // out of memory
            Map.entry("25006", UNAVAILABLE)); // read-only: a standby, or a fail-over is under way

    /** Too big, constraint, mismatch. With one writer nothing else is worth another attempt: busy means that it has waited. */
    private static final Set<Integer> SQLITE_REFUSES = Set.of(18, 19, 20);

    private final int attempts;

    Verdict(int attempts) {
        this.attempts = attempts;
    }

    /** Returns how often a transaction is tried in all that fails in this way. */
    int attempts() {
        return attempts;
    }

    static Verdict of(Throwable failed) {
        if (failed instanceof TransactionSystemException undoing && undoing.getApplicationException() != null) {
            // The connection is gone, so that not even undoing worked; what was in the way before tells why.
            return of(undoing.getApplicationException());
        }
        Throwable deepest = failed;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof SQLiteException error) {
            return SQLITE_REFUSES.contains(error.getResultCode().code & 0xFF) ? REFUSED : UNAVAILABLE;
        }
        String state = SqlState.of(failed);
        if (state != null && STATES.containsKey(state)) {
            return STATES.get(state);
        }
        if (failed instanceof ConcurrencyFailureException) {
            return AGAIN;
        }
        boolean content = state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
        return content || failed instanceof DataIntegrityViolationException ? REFUSED : UNAVAILABLE;
    }
}
