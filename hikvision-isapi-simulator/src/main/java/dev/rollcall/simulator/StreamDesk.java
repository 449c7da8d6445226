package dev.rollcall.simulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The few places at the event stream, and the faults its frames are still to suffer. A place stays taken for a time, by the
 * device's clock, after its client has gone (minutes on DS-K1T342MWX V3.16.1); a reboot frees all. Safe for use by several
 * threads.
 */
final class StreamDesk {
    private final Object lock = new Object();
    private final SimulatedDevice device;
    private final FirmwareProfile profile;
    private final Deque<StreamFault> faults = new ArrayDeque<>();
    private final List<Instant> heldUntil = new ArrayList<>();
    private int seated;

    StreamDesk(SimulatedDevice device, FirmwareProfile profile) {
        this.device = device;
        this.profile = profile;
    }

    /** Takes a place; false if there is none. */
    boolean enter() {
        synchronized (lock) {
            Instant now = device.instant();
            heldUntil.removeIf(until -> !now.isBefore(until));
            if (seated + heldUntil.size() >= profile.get(StreamTraits.SUBSCRIBERS)) {
                return false;
            }
            seated++;
            return true;
        }
    }

    /** The client has gone, or the device has closed the stream. */
    void leave() {
        synchronized (lock) {
            seated--;
            heldUntil.add(device.instant().plus(profile.get(StreamTraits.SLOT_HELD)));
        }
    }

    int seated() {
        synchronized (lock) {
            return seated;
        }
    }

    void enqueue(StreamFault fault) {
        synchronized (lock) {
            faults.addLast(fault);
        }
    }

    @Nullable StreamFault nextFault() {
        synchronized (lock) {
            return faults.pollFirst();
        }
    }
}
