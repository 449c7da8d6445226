package dev.rollcall.attendance.window;

import java.util.List;

/**
 * What one pass over a device reads.
 *
 * @param clock  the device clock the plan was made with; the checkpoint never passes it
 * @param reason why this much is read
 * @param slices the slices to read, in this order; the first always ends at the device clock. The others, which move no
 *               checkpoint, look for events that a wrong clock has dated into the future or before 2000
 */
public record Plan(DeviceClock clock, Reason reason, List<Slice> slices) {

    public Plan {
        slices = List.copyOf(slices);
    }

    /** Tells whether everything the device holds is read. */
    public boolean isSweep() {
        return reason == Reason.FIRST_PASS || reason == Reason.SWEEP || reason == Reason.LOG_RESET;
    }

    /** Returns the slice that ends at the device clock and may move the checkpoint. */
    public Slice main() {
        return slices.get(0);
    }

    /** Why a plan reads as much as it does. */
    public enum Reason {
        /** Nothing was read before. */
        FIRST_PASS,
        /** The first pass broke off: from where it was on. The device may have lost since what that had read. */
        FIRST_PASS_RESUMED,
        /** From the checkpoint on, however long ago that is. */
        CATCH_UP,
        /** The device clock or its offset was moved since the last pass: from the earlier of both readings on. */
        CLOCK_MOVED,
        /** The whole log is due to be read again. */
        SWEEP,
        /** The device's log was cleared or restarted. */
        LOG_RESET,
        /** A person asked for it, whatever the checkpoint says; it moves none. */
        BACKFILL
    }
}
