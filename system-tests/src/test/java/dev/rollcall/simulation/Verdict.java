package dev.rollcall.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a run ended.
 *
 * @param violation what went wrong; null if nothing did
 * @param kinds     the kinds of fault that could strike
 * @param struck    how often each did
 * @param millis    how much time passed in it
 * @param hash      of all that happened in it
 * @param lines     what happened, for people; empty unless asked for
 * @param events    how many events devices logged
 * @param comparisons how often device, journal and receiver were compared
 * @param repairs   what was put right by that
 */
public record Verdict(
        Schedule schedule,
        Violation violation,
        Set<Fault> kinds,
        Map<Fault, Long> struck,
        long millis,
        long hash,
        List<String> lines,
        int events,
        long comparisons,
        long repairs) {

    /** Tells whether every promise was kept. */
    public boolean isFine() {
        return violation == null;
    }

    /** Tells whether the same promise was broken as in another run. */
    boolean failsAs(Verdict other) {
        return violation != null
                && other.violation != null
                && violation.invariant().equals(other.violation.invariant());
    }

    static String brief(Throwable thrown) {
        return thrown
                + Arrays.stream(thrown.getStackTrace())
                        .limit(8)
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining());
    }
}
