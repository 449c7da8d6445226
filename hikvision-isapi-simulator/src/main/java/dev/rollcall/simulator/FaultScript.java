package dev.rollcall.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The faults still to come, in order. Safe for use by several threads. */
final class FaultScript {
    private final Object lock = new Object();
    private final List<Fault> faults = new ArrayList<>();

    void enqueue(Fault fault) {
        synchronized (lock) {
            faults.add(fault);
        }
    }

    /** Takes the first fault that applies to the path, or null. */
    @Nullable Fault next(String path) {
        synchronized (lock) {
            for (Iterator<Fault> rest = faults.iterator(); rest.hasNext(); ) {
                Fault fault = rest.next();
                if (appliesTo(fault, path)) {
                    rest.remove();
                    return fault instanceof Fault.OnPath only ? only.fault() : fault;
                }
            }
            return null;
        }
    }

    private static boolean appliesTo(Fault fault, String path) {
        if (fault instanceof Fault.OnPath only) {
            return path.endsWith(only.pathEnd()) && appliesTo(only.fault(), path);
        }
        boolean ofAPage = fault instanceof Fault.MoreWithoutRows || fault instanceof Fault.RepeatPage;
        return !ofAPage || path.equals(AcsEventSearch.PATH);
    }
}
