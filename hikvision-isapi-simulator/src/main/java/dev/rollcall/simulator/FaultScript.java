package dev.rollcall.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The faults still to come, in order. Safe for use by several threads. */
final class FaultScript {
    private final Object lock = new Object();
    private final List<Planned> planned = new ArrayList<>();

    void enqueue(Fault fault) {
        synchronized (lock) {
            planned.add(new Planned(fault));
        }
    }

    void clear() {
        synchronized (lock) {
            planned.clear();
        }
    }

    /** Takes the first fault that strikes a request to the path before it is authenticated, or null. */
    @Nullable Fault beforeLogin(String path) {
        return next(path, true);
    }

    /** Takes the first fault that strikes an authenticated request to the path, or null. */
    @Nullable Fault next(String path) {
        return next(path, false);
    }

    private @Nullable Fault next(String path, boolean beforeLogin) {
        synchronized (lock) {
            for (Iterator<Planned> rest = planned.iterator(); rest.hasNext(); ) {
                Planned candidate = rest.next();
                if (candidate.strikes(path, beforeLogin)) {
                    candidate.times--;
                    if (candidate.times == 0) {
                        rest.remove();
                    }
                    return candidate.fault;
                }
            }
            return null;
        }
    }

    /** A fault with its conditions unwrapped. Guarded by the script's lock. */
    private static final class Planned {
        private final Fault fault;
        private final List<String> pathEnds = new ArrayList<>();
        private boolean beforeLogin;
        private int spared;
        private int times = 1;

        Planned(Fault whole) {
            Fault inner = whole;
            while (inner instanceof Fault.Limited limited) {
                pathEnds.add(limited.pathEnd());
                beforeLogin |= limited.early();
                spared = Math.max(spared, limited.spared());
                times = Math.max(times, limited.requests());
                inner = limited.fault();
            }
            fault = inner;
        }

        boolean strikes(String path, boolean unauthenticated) {
            if (beforeLogin != unauthenticated || !pathEnds.stream().allMatch(path::endsWith) || !fits(path)) {
                return false;
            }
            return spared-- <= 0;
        }

        private boolean fits(String path) {
            boolean ofAPage = fault instanceof Fault.MoreWithoutRows
                    || fault instanceof Fault.RepeatPage
                    || fault instanceof Fault.ShiftedPage;
            String only = fault instanceof AnswerChange change ? change.onlyOf() : ofAPage ? AcsEventSearch.PATH : "";
            return only.isEmpty() || path.equals(only);
        }
    }
}
