package dev.rollcall.agent.reconcile;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.TallySum;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What comparing the journal with the receiver came to, for one device. */
final class CloudView {

    private final Map<LocalDate, TallySum> differing = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<EventId> again = new ArrayList<>();
    private final Map<SerialGap, List<Long>> lost = new HashMap<>();
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

    /** Notes that it has an event that the device lost before it was read. */
    void hasOf(SerialGap gap, long serialNo) {
        lost.computeIfAbsent(gap, none -> new ArrayList<>()).add(serialNo);
    }

    /** Returns which numbers it has of what a device lost before it was read. */
    SerialSet hasOf(SerialGap gap) {
        return SerialSet.of(lost.getOrDefault(gap, List.of()));
    }

    /** Adds what comparing another piece of time came to. */
    void add(CloudView other) {
        differing.putAll(other.differing);
        findings.addAll(other.findings);
        again.addAll(other.again);
        other.lost.forEach((gap, serials) -> serials.forEach(serialNo -> hasOf(gap, serialNo)));
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
