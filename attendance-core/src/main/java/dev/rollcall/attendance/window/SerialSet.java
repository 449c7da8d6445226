package dev.rollcall.attendance.window;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serial numbers of one log as ranges that neither overlap nor touch, lowest first. Immutable. */
public final class SerialSet {

    /** No serial at all. */
    public static final SerialSet EMPTY = new SerialSet(List.of());

    private static final int FEW_RANGES = 100;
    private static final long SHORT_RUN = 4;

    private final List<SerialRange> ranges;

    private SerialSet(List<SerialRange> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /** Returns these numbers; those outside of 1 to {@link SerialRange#HIGHEST} name no place in a log and are left out. */
    public static SerialSet of(Collection<Long> serials) {
        List<SerialRange> ranges = serials.stream()
                .filter(serial -> serial >= 1 && serial <= SerialRange.HIGHEST)
                .distinct()
                .map(serial -> new SerialRange(serial, serial))
                .toList();
        return ofRanges(ranges);
    }

    /** Returns what lies in any of these ranges. */
    public static SerialSet ofRanges(Collection<SerialRange> ranges) {
        List<SerialRange> sorted = ranges.stream()
                .sorted((a, b) -> Long.compare(a.first(), b.first()))
                .toList();
        List<SerialRange> merged = new ArrayList<>();
        for (SerialRange range : sorted) {
            SerialRange before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before != null && range.first() <= before.last() + 1) {
                merged.set(merged.size() - 1, new SerialRange(before.first(), Math.max(before.last(), range.last())));
            } else {
                merged.add(range);
            }
        }
        return new SerialSet(merged);
    }

    /** Returns the ranges, lowest first. */
    public List<SerialRange> ranges() {
        return ranges;
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Returns how many numbers it has. */
    public long size() {
        return ranges.stream().mapToLong(SerialRange::size).sum();
    }

    /** Returns the lowest number; null if there is none. */
    public @Nullable Long lowest() {
        return ranges.isEmpty() ? null : ranges.get(0).first();
    }

    /** Returns the highest number; null if there is none. */
    public @Nullable Long highest() {
        return ranges.isEmpty() ? null : ranges.get(ranges.size() - 1).last();
    }

    /** Tells whether a number is in it. */
    public boolean contains(long serial) {
        return ranges.stream().anyMatch(range -> range.contains(serial));
    }

    /** Returns the highest number below another one; null if there is none. */
    public @Nullable Long highestBelow(long serial) {
        Long found = null;
        for (SerialRange range : ranges) {
            if (range.first() >= serial) {
                break;
            }
            found = Math.min(range.last(), serial - 1);
        }
        return found;
    }

    /** Returns the lowest number above another one; null if there is none. */
    public @Nullable Long lowestAbove(long serial) {
        for (SerialRange range : ranges) {
            if (range.last() > serial) {
                return Math.max(range.first(), serial + 1);
            }
        }
        return null;
    }

    /** Returns what lies in this set or the other. */
    public SerialSet plus(SerialSet other) {
        List<SerialRange> all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        return ofRanges(all);
    }

    /** Returns what lies in this set and not in the other. */
    public SerialSet minus(SerialSet other) {
        List<SerialRange> left = new ArrayList<>();
        for (SerialRange range : ranges) {
            long from = range.first();
            for (SerialRange taken : other.ranges) {
                if (taken.last() < from) {
                    continue;
                }
                if (taken.first() > range.last()) {
                    break;
                }
                if (taken.first() > from) {
                    left.add(new SerialRange(from, taken.first() - 1));
                }
                from = taken.last() + 1;
            }
            if (from <= range.last()) {
                left.add(new SerialRange(from, range.last()));
            }
        }
        return new SerialSet(left);
    }

    /**
     * Tells whether the numbers run on without many holes, as they do where every event of a log can be read. Where only
     * some classes can, holes are everywhere and prove nothing.
     */
    public boolean isDense() {
        return ranges.size() <= FEW_RANGES || ranges.size() * SHORT_RUN <= size();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SerialSet set && ranges.equals(set.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    @Override
    public String toString() {
        return ranges.toString();
    }
}
