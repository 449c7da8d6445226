package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.reconcile.Tally;
import dev.rollcall.attendance.reconcile.TallySheet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The tallies that are kept with each stored event, and the same counted anew from the rows. Hours are those of the devices' own clocks;
 * a null bound is none.
 */
public interface TallyShelf {

    /** Returns what is kept of these devices, each with one sum over the window; those that are unknown or have nothing are left out. */
    Map<DeviceKey, Tally> totals(
            Collection<DeviceKey> devices, @Nullable LocalDateTime from, @Nullable LocalDateTime to);

    /** Returns what is kept of one device. */
    TallySheet kept(int deviceId, @Nullable LocalDateTime from, @Nullable LocalDateTime to);

    /** Returns the same by day, and by which channel events were first seen; days without events are left out. */
    SortedMap<LocalDate, DayTally> days(int deviceId, LocalDate from, LocalDate to);

    /** Returns the events of a window from their rows, in the order of their wall clocks. */
    List<CountedEvent> rows(Device device, LocalDateTime from, LocalDateTime to);

    /**
     * Returns the events of a window, and a little around it, that are archived: known by their ids, while their rows are kept elsewhere.
     * Each of their ids, with the wall clock under it. To be asked after the rows.
     */
    default Map<EventId, LocalDateTime> archived(Device device, LocalDateTime from, LocalDateTime to) {
        return Map.of();
    }

    /** Returns the hour of the first event at or after a time; empty if there is none. Wall clocks as first printed. */
    Optional<LocalDateTime> firstRow(int deviceId, @Nullable LocalDateTime from);

    /** Returns the first hour at or after a time that a tally is kept of, whether it has events or not; empty if there is none. */
    Optional<LocalDateTime> firstKept(int deviceId, @Nullable LocalDateTime from);

    /** Puts what was counted in place of what is kept in a window, but for hours that have archived events. To be used under the lock of the device. */
    void replace(Device device, LocalDateTime from, LocalDateTime to, List<CountedEvent> counted);

    /** Returns which of these devices still have to be counted, so that what is kept of them says nothing yet. */
    Set<DeviceKey> due(Collection<DeviceKey> devices);

    /** Returns a device that has to be counted, or else one that was last held against its rows before a time. */
    Optional<Device> nextToCount(Instant countedBefore);

    /** Returns how often a device was ever marked to be counted. */
    int marks(int deviceId);

    /**
     * Notes that all of a device was held against its rows.
     *
     * @param marks how often it had been marked when that began; if it was marked since it has to be counted again
     */
    void counted(int deviceId, int marks, Instant now);
}
