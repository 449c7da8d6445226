package dev.rollcall.agent.collect;

import dev.rollcall.attendance.window.SerialRange;
import dev.rollcall.attendance.window.Slice;
import java.time.ZoneOffset;

/** Which part of a terminal's log to read. */
public sealed interface LogQuery {

    /** Returns the event class; 0 for all. */
    int major();

    /**
     * A piece of time.
     *
     * @param slice  the time, in the device's own wall clock
     * @param offset the offset to write it with: the one the device prints itself, since some devices find nothing for another
     */
    record ByTime(Slice slice, ZoneOffset offset, int major) implements LogQuery {

        @Override
        public String toString() {
            return slice.toString();
        }
    }

    /**
     * Serial numbers. To be asked only where {@link EventSource#searchesBySerial()}.
     *
     * @param range the serial numbers, both ends included
     */
    record BySerial(SerialRange range, int major) implements LogQuery {

        @Override
        public String toString() {
            return "serials " + range.first() + " to " + range.last();
        }
    }
}
