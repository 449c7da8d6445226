package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.LogLosses;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.Finding;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What comparing a device with the journal came to.
 *
 * @param key      the device
 * @param position how far it is read; null if it never was
 * @param now      what its clock would show by ours, whatever it shows itself; null if its offset is not known
 * @param days     what it says of each day, and what was found; those before its log began to be read are left out
 * @param beside   what was found on days that are left out
 * @param lost     the times of which nobody can say what it logged, and what a person has accepted of its losses
 * @param met      whether it was met; one that is away or replaced is known from the journal alone
 */
record DeviceView(
        DeviceKey key,
        @Nullable LocalDateTime position,
        @Nullable LocalDateTime now,
        SortedMap<LocalDate, Day> days,
        List<Finding> beside,
        LogLosses lost,
        boolean met) {

    /** What the journal knows of a device that was not met. */
    static DeviceView ofAbsent(DeviceKey key, @Nullable LocalDateTime position, LogLosses lost) {
        return new DeviceView(key, position, null, Collections.emptySortedMap(), List.of(), lost, false);
    }

    /** Tells whether a day is over by its clock and by ours: one that is ahead has not shown what comes until it is right again. */
    boolean isOver(LocalDate day) {
        LocalDateTime end = day.plusDays(1).atStartOfDay();
        return position != null && !end.isAfter(position) && (now == null || !end.isAfter(now));
    }

    /** Returns how far it is read, no further than now. */
    @Nullable LocalDateTime readUntil() {
        return now != null && position != null && position.isAfter(now) ? now : position;
    }

    /** One day. */
    record Day(DeviceSays says, List<Finding> findings) {}
}
