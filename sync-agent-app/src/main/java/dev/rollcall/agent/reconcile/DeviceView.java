package dev.rollcall.agent.reconcile;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.window.SerialGap;
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
 * @param days     what it says of each day, and what was found
 * @param gaps     what its log no longer held when it was read
 * @param met      whether it was met; one that is away or replaced is known from the journal alone
 */
record DeviceView(
        DeviceKey key,
        @Nullable LocalDateTime position,
        SortedMap<LocalDate, Day> days,
        List<SerialGap> gaps,
        boolean met) {

    /** What the journal knows of a device that was not met. */
    static DeviceView ofAbsent(DeviceKey key, @Nullable LocalDateTime position, List<SerialGap> gaps) {
        return new DeviceView(key, position, Collections.emptySortedMap(), gaps, false);
    }

    /** Returns the same with the gaps as they are known now. */
    DeviceView with(List<SerialGap> now) {
        return new DeviceView(key, position, days, now, met);
    }

    /** One day. */
    record Day(DeviceSays says, List<Finding> findings) {}
}
