package dev.rollcall.attendance.reconcile;

import com.google.common.collect.Sets;
import dev.rollcall.attendance.event.EventId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How two stores differ, event by event.
 *
 * @param missing what only the first one has
 * @param surplus what only the second one has
 * @param other   what both have and the second one tells otherwise, as it tells it
 */
public record KeyDifference(List<EventId> missing, List<EventId> surplus, List<EventId> other) {

    public KeyDifference {
        missing = List.copyOf(missing);
        surplus = List.copyOf(surplus);
        other = List.copyOf(other);
    }

    /** Compares two stores; the ids come in order. */
    public static KeyDifference between(Collection<EventKey> first, Collection<EventKey> second) {
        Map<String, EventKey> mine = byId(first);
        Map<String, EventKey> theirs = byId(second);
        return new KeyDifference(
                ids(Sets.difference(mine.keySet(), theirs.keySet())),
                ids(Sets.difference(theirs.keySet(), mine.keySet())),
                mine.values().stream()
                        .filter(key -> theirs.containsKey(key.id().hex())
                                && !key.equals(theirs.get(key.id().hex())))
                        .map(EventKey::id)
                        .toList());
    }

    /** Tells whether nothing differs. */
    public boolean isEmpty() {
        return missing.isEmpty() && surplus.isEmpty() && other.isEmpty();
    }

    private static Map<String, EventKey> byId(Collection<EventKey> keys) {
        Map<String, EventKey> sorted = new TreeMap<>();
        keys.forEach(key -> sorted.put(key.id().hex(), key));
        return sorted;
    }

    private static List<EventId> ids(Collection<String> hex) {
        return hex.stream().map(EventId::of).toList();
    }
}
