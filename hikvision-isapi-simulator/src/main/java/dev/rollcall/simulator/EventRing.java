package dev.rollcall.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fixed-size log of a device: when it is full the oldest entry is overwritten. Every entry has a position that only
 * grows, also over {@link #clear}, so that a reader can go on where it stopped. Not thread-safe; its owner locks.
 */
final class EventRing {
    private final int capacity;
    private final List<SimulatedEvent> slots = new ArrayList<>();
    /** Position of the next entry; entries {@code end - slots.size()} to {@code end - 1} exist. */
    private long end;

    private int next;
    private @Nullable List<SimulatedEvent> byTime;

    EventRing(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("the ring needs a capacity of at least 1, got " + capacity);
        }
        this.capacity = capacity;
    }

    void append(SimulatedEvent event) {
        if (slots.size() < capacity) {
            slots.add(event);
        } else {
            slots.set(next, event);
        }
        next = (next + 1) % capacity;
        end++;
        byTime = null;
    }

    void clear() {
        slots.clear();
        next = 0;
        byTime = null;
    }

    /** Takes out single events; the others close ranks towards the newest. */
    void deleteIf(Predicate<SimulatedEvent> gone) {
        List<SimulatedEvent> kept = new ArrayList<>(inOrder());
        if (kept.removeIf(gone)) {
            slots.clear();
            slots.addAll(kept);
            next = slots.size() % capacity;
            byTime = null;
        }
    }

    long end() {
        return end;
    }

    /** The first kept position at or after the wanted one; {@link #end} if there is none. */
    long firstFrom(long position) {
        return Math.max(position, end - slots.size());
    }

    SimulatedEvent at(long position) {
        int fromOldest = Math.toIntExact(position - firstFrom(0));
        return slots.get(slots.size() < capacity ? fromOldest : (next + fromOldest) % capacity);
    }

    /** Oldest first, in the order of logging. */
    List<SimulatedEvent> inOrder() {
        List<SimulatedEvent> all = new ArrayList<>(slots.size());
        for (long position = firstFrom(0); position < end; position++) {
            all.add(at(position));
        }
        return List.copyOf(all);
    }

    /** In the order of device time, which is how a device answers a search; equal times keep the order of logging. */
    List<SimulatedEvent> inTimeOrder() {
        List<SimulatedEvent> known = byTime;
        if (known == null) {
            List<SimulatedEvent> sorted = new ArrayList<>(inOrder());
            sorted.sort(Comparator.comparing(event -> event.loggedTime().toInstant()));
            known = List.copyOf(sorted);
            byTime = known;
        }
        return known;
    }
}
