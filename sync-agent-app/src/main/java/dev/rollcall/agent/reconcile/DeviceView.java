package dev.rollcall.agent.reconcile;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.window.SerialGap;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
 */
record DeviceView(
        DeviceKey key, @Nullable LocalDateTime position, SortedMap<LocalDate, Day> days, List<SerialGap> gaps) {

    /** One day. */
    record Day(DeviceSays says, List<Finding> findings) {}
}
