package dev.rollcall.simulation;

import dev.rollcall.agent.journal.NotUnderstood;
import dev.rollcall.agent.reconcile.VerifyReport;
import dev.rollcall.agent.reconcile.VerifyReport.DeviceResult;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.receiver.testing.InMemoryStore.Kept;
import dev.rollcall.simulation.Truth.Happening;
import dev.rollcall.simulation.Truth.Loss;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Holds what a comparison reports against the truth once all faults have ended: it says complete exactly where nothing is missing, and
 * whatever else it says is so. Nothing that can be repaired is left.
 */
final class Honesty {

    private final World world;
    private final Losses losses;
    private final Map<Integer, Kept> stored;
    private final Map<EventId, Happening> atReceiver = new HashMap<>();

    /**
     * Creates one.
     *
     * @param stored the receiver's rows by what happened
     */
    Honesty(World world, Losses losses, Map<Integer, Kept> stored) {
        this.world = world;
        this.losses = losses;
        this.stored = stored;
        stored.forEach((tag, row) ->
                atReceiver.put(row.stored().publicId(), world.truth().of(tag)));
    }

    void judge(Branch agent, VerifyReport report) {
        if (report.problem() != null) {
            throw new Violation("I7", agent + " could not compare with the receiver: " + report.problem());
        }
        for (int place = 0; place < world.addresses().size(); place++) {
            judge(agent, world.addresses().get(place).device(), report.devices().get(place));
        }
        agent.disk().tallies().devices().forEach(device -> replaced(agent, device, report));
    }

    /** What is missing of a device that stands nowhere any more is told like that of any other. */
    private void replaced(Branch agent, DeviceKey device, VerifyReport report) {
        boolean stands = world.addresses().stream()
                .anyMatch(address -> address.device().key().equals(device));
        boolean strange = agent.disk().tallies().notUnderstood(device).stream().anyMatch(NotUnderstood::blocks);
        boolean lost =
                agent.disk().settleGaps(device, null, agent.instant()).stream().anyMatch(SerialGap::isLost);
        boolean told =
                report.devices().stream().anyMatch(result -> device.value().equals(result.key()) && !result.isFine());
        if (!stands && (strange || lost) && !told) {
            throw new Violation(
                    "I7", agent + " says nothing of the replaced " + device + ", of which something is missing");
        }
    }

    private void judge(Branch agent, Device device, DeviceResult result) {
        if (result.problem() != null || !device.nature().key().equals(result.key())) {
            throw new Violation("I7", agent + " could not compare " + device.key() + ": " + result.problem());
        }
        List<Finding> open =
                result.allFindings().stream().filter(Finding::blocks).toList();
        open.forEach(finding -> isSo(agent, device, finding));
        result.days().stream()
                .filter(DayProof::over)
                .filter(day -> !day.agrees() && day.findings().stream().noneMatch(Finding::blocks))
                .findFirst()
                .ifPresent(day -> {
                    throw new Violation("I7", agent + " calls a day of " + device.key() + " not proved: " + day);
                });
        quarantine(agent, device, open);
        lost(agent, device, result);
        if (result.isFine()) {
            complete(agent, device);
        }
    }

    /** What is said to differ does. */
    private void isSo(Branch agent, Device device, Finding finding) {
        boolean so = switch (finding.kind()) {
            case ONLY_IN_JOURNAL, OTHER_IN_JOURNAL ->
                happened(device, finding).anyMatch(event -> isNotShown(device, event));
            case NOT_IN_RECEIVER -> happened(device, finding).anyMatch(event -> isLostThere(agent, finding, event));
            case ONLY_IN_RECEIVER -> isUnread(agent, atReceiver.get(finding.id()));
            case UNREAD -> hasLostSomething(device);
            case QUARANTINED, OVERWRITTEN, GAP, ABSENT -> true;
            case NOT_IN_JOURNAL, DAMAGED_IN_JOURNAL, OTHER_IN_RECEIVER, WAITING, BLOCKED -> false;
        };
        if (!so) {
            throw new Violation(
                    "I7", agent + " says of " + device.key() + ": " + finding + ", which is not so, or left");
        }
    }

    /** Finds what really happened by what the journal says of it: its number if it has one, and a time at which the device printed it. */
    private Stream<Happening> happened(Device device, Finding finding) {
        return world.truth().all().stream()
                .filter(event -> !event.forged
                        && event.device.equals(device.nature().key())
                        && (finding.serialNo() == null || finding.serialNo() == event.serial)
                        && event.printed.contains(finding.wallClock()));
    }

    private boolean hasLostSomething(Device device) {
        return world.truth().all().stream()
                .anyMatch(event -> event.device.equals(device.nature().key()) && !event.inLog);
    }

    private static boolean isNotShown(Device device, Happening event) {
        return !event.inLog || event.major == device.nature().unreadable();
    }

    /**
     * It is gone from the receiver, and this agent has nothing any more to send it from. Somebody else may have brought it anew, at another
     * hour or under another id: that a journal which has pruned it cannot tell.
     */
    private boolean isLostThere(Branch agent, Finding finding, Happening event) {
        boolean lost = !stored.containsKey(event.tag)
                || world.oracle().lostByReceiver().contains(event.tag);
        return lost && !keeps(agent, finding.id()) && !world.isShown(event);
    }

    /** This agent has not read it, has not understood it, or has pruned it: then another agent may have brought it under another id. */
    private boolean isUnread(Branch agent, Happening event) {
        if (event == null) {
            return false;
        }
        EventId id = world.oracle().view(agent).journaled().get(event.tag);
        return id == null || !keeps(agent, id);
    }

    private static boolean keeps(Branch agent, EventId id) {
        return agent.disk().has(id) && !agent.disk().hasPruned(id);
    }

    private void quarantine(Branch agent, Device device, List<Finding> open) {
        boolean told = open.stream().anyMatch(finding -> finding.kind() == Finding.Kind.QUARANTINED);
        boolean held =
                agent.disk().tallies().notUnderstood(device.key()).stream().anyMatch(NotUnderstood::blocks);
        if (told != held) {
            throw new Violation("I7", agent + " says of " + device.key() + " that what is not understood is " + told);
        }
    }

    private void lost(Branch agent, Device device, DeviceResult result) {
        if (!losses.canBeKnown(agent, device)) {
            return;
        }
        SortedSet<Long> told = new TreeSet<>();
        for (Finding finding : result.allFindings()) {
            boolean gap = finding.kind() == Finding.Kind.OVERWRITTEN
                    || finding.kind() == Finding.Kind.GAP
                    || finding.kind() == Finding.Kind.ABSENT;
            Long last = finding.lastSerial() == null ? finding.serialNo() : finding.lastSerial();
            for (long serial = gap ? finding.serialNo() : 1; gap && serial <= last; serial++) {
                told.add(serial);
                if (finding.kind() == Finding.Kind.GAP) {
                    throw new Violation(
                            "I7", agent + " leaves open what became of serial " + serial + " of " + device.key());
                }
                if (isSaid(finding) && !isStored(device, serial)) {
                    throw new Violation(
                            "I7", agent + " says that the receiver has serial " + serial + " of " + device.key());
                }
                if (finding.kind() == Finding.Kind.ABSENT && wasOverwritten(device, serial)) {
                    throw new Violation("I7", agent + " calls serial " + serial + " of " + device.key() + " absent");
                }
            }
        }
        SortedSet<Long> lost = losses.of(agent, device);
        if (!told.equals(lost)) {
            throw new Violation(
                    "I7", agent + " reports that " + told + " of " + device.key() + " are lost, and " + lost + " are");
        }
    }

    /** What was overwritten is put right only by being elsewhere. */
    private static boolean isSaid(Finding finding) {
        return finding.kind() == Finding.Kind.OVERWRITTEN && finding.state() == Finding.State.REPAIRED;
    }

    private boolean isStored(Device device, long serial) {
        return stored.values().stream()
                .map(row -> row.stored().event())
                .anyMatch(event -> event.device().equals(device.key())
                        && Long.valueOf(serial).equals(event.serialNo()));
    }

    private boolean wasOverwritten(Device device, long serial) {
        return world.truth().all().stream()
                .anyMatch(event -> event.serial == serial
                        && !event.forged
                        && event.device.equals(device.nature().key())
                        && event.lostBy == Loss.OVERWRITTEN);
    }

    /** Where nothing is said to be missing, nothing is. */
    private void complete(Branch agent, Device device) {
        for (int tag : world.oracle().view(agent).journaled().keySet()) {
            Happening event = world.truth().of(tag);
            boolean owed = event.device.equals(device.nature().key()) && event.readable && event.travels();
            if (owed && !stored.containsKey(tag)) {
                throw new Violation("I7", agent + " says complete, and " + event + " is not at the receiver");
            }
        }
    }
}
