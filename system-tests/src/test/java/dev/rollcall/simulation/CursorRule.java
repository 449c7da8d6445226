package dev.rollcall.simulation;

import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.DeviceClock;
import dev.rollcall.simulation.Truth.Happening;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Watches that the place which an agent has read a device up to passes nothing that was not read (I6). */
final class CursorRule {

    private final World world;
    private final Map<Branch, Watch> watches = new HashMap<>();

    CursorRule(World world) {
        this.world = world;
    }

    /** What is known of one agent's reading. */
    private static final class Watch {

        private final Map<Device, ClockRead> clocks = new HashMap<>();
        private final Map<Device, ClockRead> last = new HashMap<>();
        private final Set<Device> disguised = new HashSet<>();
        private final Map<DeviceKey, LocalDateTime> positions = new HashMap<>();
    }

    /** A reading of a device's clock. */
    private record ClockRead(long at, int upheavals, ZoneOffset offset, int agentWasSet) {

        boolean isSameClockAs(ClockRead other) {
            return upheavals == other.upheavals && offset.equals(other.offset);
        }
    }

    /** An agent reads a device's clock. */
    void clockRead(Branch agent, Device device) {
        device.show();
        ClockRead read = clockOf(agent, device);
        watch(agent).last.putIfAbsent(device, read);
        watch(agent).clocks.put(device, read);
    }

    /** An agent goes on from an image of its disk. */
    void wentBack(Branch agent, InMemoryStore disk) {
        watch(agent).positions.replaceAll((device, later) -> positionOn(disk, device));
    }

    private static LocalDateTime positionOn(InMemoryStore disk, DeviceKey device) {
        Checkpoint checkpoint = disk.checkpoint(device);
        return checkpoint == null ? LocalDateTime.MIN : checkpoint.position();
    }

    /**
     * Whatever a device showed before the clock that a checkpoint rests on is journaled. Within a pass only what the checkpoint has passed by
     * now counts: rows that are printed earlier than before are what the pass goes back for.
     */
    void moved(Branch agent, DeviceKey key, Checkpoint checkpoint, boolean finished) {
        if (checkpoint == null) {
            return;
        }
        world.trace().explain(() -> "checkpoint of " + key + " to " + checkpoint);
        LocalDateTime before = watch(agent).positions.put(key, checkpoint.position());
        Device device = world.deviceOf(key);
        ClockRead read = device == null ? null : watch(agent).clocks.get(device);
        if (read == null) {
            return;
        }
        if (!read.isSameClockAs(clockOf(agent, device))) {
            watch(agent).disguised.add(device);
        } else if (!isDisguised(agent, device, read, finished, isSweep(checkpoint))) {
            LocalDateTime from = finished || before == null ? LocalDateTime.MIN : before;
            device.log().forEach(row -> judge(agent, device, row, read, from, checkpoint.position()));
        }
    }

    private void judge(
            Branch agent, Device device, Row row, ClockRead read, LocalDateTime from, LocalDateTime position) {
        Happening event = row.event();
        boolean due = !world.oracle().view(agent).has(event.tag)
                && event.at <= read.at()
                && !event.late
                && !device.isPrintedAnewAfterStep(row)
                && event.major != device.nature().unreadable()
                && device.printed(row).isBefore(position)
                && !device.printed(row).isBefore(from);
        if (due) {
            throw new Violation("I6", agent + " is read up to " + position + " but does not have " + event);
        }
    }

    private static boolean isSweep(Checkpoint checkpoint) {
        DeviceClock clock = checkpoint.clock();
        return clock != null && clock.readAt().equals(checkpoint.lastSweep());
    }

    /**
     * What no two readings of a clock show: a zone that is changed while also the agent's own clock is set, where the terminal does not print
     * the true offset; and a clock that is changed between its reading and that of the log. Only a sweep finds what is printed earlier for
     * that, and until then such a device is left out here.
     */
    private boolean isDisguised(Branch agent, Device device, ClockRead read, boolean finished, boolean isSweep) {
        Watch watch = watch(agent);
        ClockRead last = watch.last.get(device);
        boolean both = !last.isSameClockAs(read) && last.agentWasSet() != read.agentWasSet();
        if (both && device.nature().offset() != Nature.Offset.TRUE) {
            watch.disguised.add(device);
        }
        boolean left = watch.disguised.contains(device);
        if (finished) {
            watch.last.put(device, read);
            if (isSweep) {
                watch.disguised.remove(device);
            }
        }
        return left;
    }

    private Watch watch(Branch agent) {
        return watches.computeIfAbsent(agent, ignored -> new Watch());
    }

    private ClockRead clockOf(Branch agent, Device device) {
        return new ClockRead(world.timeline().now(), device.upheavals(), device.offset(), agent.howOftenSet());
    }
}
