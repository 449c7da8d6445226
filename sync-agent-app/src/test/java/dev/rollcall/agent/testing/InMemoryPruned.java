package dev.rollcall.agent.testing;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.identity.Reprint;
import dev.rollcall.attendance.reconcile.TalliedEvent;
import dev.rollcall.attendance.reconcile.Tally;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is left in {@link InMemoryRows} of events that were delivered long ago. */
final class InMemoryPruned {

    private final Map<EventId, Gone> gone = new LinkedHashMap<>();
    private final Map<Place, List<Gone>> bySerial = new HashMap<>();
    private final Set<EventId> ids = new HashSet<>();

    private record Place(DeviceKey device, Long serial) {}

    /** A pruned event. */
    record Gone(
            DeviceKey device,
            @Nullable Long serialNo,
            int major,
            int minor,
            TalliedEvent own,
            @Nullable TalliedEvent sent,
            Tally ownTally,
            @Nullable Tally sentTally) {}

    void copyTo(InMemoryPruned other) {
        gone.values().forEach(other::enter);
        other.ids.addAll(ids);
    }

    Collection<Gone> all() {
        return gone.values();
    }

    void add(InMemoryRow row, Set<EventId> itsIds) {
        AttendanceEvent event = row.seen.event();
        enter(new Gone(
                event.device(),
                event.serialNo(),
                event.major(),
                event.minor(),
                row.own(),
                row.sent(),
                row.ownTally(),
                row.sent() == null ? null : row.sentTally()));
        ids.addAll(itsIds);
    }

    private void enter(Gone one) {
        gone.put(one.own().key().id(), one);
        if (one.serialNo() != null) {
            bySerial.computeIfAbsent(new Place(one.device(), one.serialNo()), place -> new ArrayList<>())
                    .add(one);
        }
    }

    /** Returns the latest wall clock under a serial number; null if none was pruned. */
    @Nullable LocalDateTime wallClock(DeviceKey device, long serial) {
        return wallClocks(device, serial).max(Comparator.naturalOrder()).orElse(null);
    }

    /** Returns the wall clocks under a serial number. */
    Stream<LocalDateTime> wallClocks(DeviceKey device, long serial) {
        return bySerial.getOrDefault(new Place(device, serial), List.of()).stream()
                .map(one -> one.own().wallClock());
    }

    /** Returns the serial numbers and plausible wall clocks of those that had a number. */
    Stream<Map.Entry<Long, LocalDateTime>> dated(DeviceKey device) {
        return gone.values().stream()
                .filter(one -> one.device().equals(device) && one.serialNo() != null)
                .filter(one -> !one.own().wallClock().isBefore(EventTime.CLOCKS_WERE_SET_BY))
                .map(one -> Map.entry(one.serialNo(), one.own().wallClock()));
    }

    boolean has(EventId id) {
        return ids.contains(id);
    }

    /** Tells whether an event was pruned: by its id, or as one that is printed under another offset now. */
    boolean has(EventId id, AttendanceEvent seen) {
        if (ids.contains(id)) {
            return true;
        }
        return seen.serialNo() != null
                && bySerial.getOrDefault(new Place(seen.device(), seen.serialNo()), List.of()).stream()
                        .anyMatch(one -> one.major() == seen.major()
                                && one.minor() == seen.minor()
                                && Reprint.isZoneShift(
                                        one.own().wallClock(), seen.time().wallClock()));
    }

    /** Returns those that the receiver has, or should have, under an id. */
    List<Gone> sentAs(EventId storedAs) {
        return gone.values().stream()
                .filter(one -> one.sent() != null && one.sent().key().id().equals(storedAs))
                .toList();
    }

    /** Makes one unknown. */
    void forget(EventId id, EventId shownAs) {
        Gone one = gone.remove(id);
        ids.remove(id);
        ids.remove(shownAs);
        if (one != null && one.sent() != null) {
            ids.remove(one.sent().key().id());
        }
        if (one != null && one.serialNo() != null) {
            bySerial.getOrDefault(new Place(one.device(), one.serialNo()), new ArrayList<>())
                    .remove(one);
        }
    }
}
