package dev.rollcall.agent.reconcile;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.TallySum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What comparing the journal with the receiver came to, for one device. */
final class CloudView {

    private final Map<LocalDate, TallySum> differing = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<EventId> again = new ArrayList<>();
    private boolean counting;

    /** Returns the days that differ, and what the receiver has there. */
    Map<LocalDate, TallySum> differing() {
        return differing;
    }

    List<Finding> findings() {
        return findings;
    }

    /** Returns what is to be sent again, by the ids the receiver knows or should know. */
    List<EventId> again() {
        return again;
    }

    /** Adds what comparing another piece of time came to. */
    void add(CloudView other) {
        differing.putAll(other.differing);
        findings.addAll(other.findings);
        again.addAll(other.again);
        counting |= other.counting;
    }

    boolean isEqual() {
        return differing.isEmpty() && !counting;
    }

    /** Tells whether the receiver cannot compare yet. */
    boolean isCounting() {
        return counting;
    }

    void setCounting() {
        counting = true;
    }
}
