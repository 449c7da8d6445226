package dev.rollcall.agent.collect;

import dev.rollcall.attendance.window.Slice;
import java.time.ZoneOffset;

/**
 * Which part of a terminal's log to read.
 *
 * @param slice  the time, in the device's own wall clock
 * @param offset the offset to write it with: the one the device prints itself, since some devices find nothing for another
 * @param major  the event class; 0 for all
 */
public record SliceQuery(Slice slice, ZoneOffset offset, int major) {}
