package dev.rollcall.attendance.window;

import dev.rollcall.attendance.identity.Reprint;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The logs that a device has had one after the other: a log that is cleared, or whose device is reset, counts from 1 again.
 * Derived from the events alone, so that it can be derived again; no event is identified by it.
 */
public final class Epochs {

    private Epochs() {}

    /**
     * One of a device's logs.
     *
     * @param first    the earliest event of it that is known
     * @param last     the latest event of it that is known
     * @param serials  the lowest and highest serial known of it
     */
    public record Epoch(Anchor first, Anchor last, SerialRange serials) {}

    /**
     * Derives the logs of one device: a new one begins where serials fall while device time goes on. That a clock was set
     * back is no new log: numbers go on rising then, and none comes twice.
     *
     * @param events the device's events whose times can be believed, in any order; serials out of range are left out
     * @return its logs, the earliest first
     */
    public static List<Epoch> of(Collection<Anchor> events) {
        List<Anchor> rows = events.stream()
                .filter(row -> row.serialNo() >= 1 && row.serialNo() <= SerialRange.HIGHEST)
                .sorted(Comparator.comparing(Anchor::wallClock).thenComparingLong(Anchor::serialNo))
                .toList();
        List<Epoch> epochs = new ArrayList<>();
        int from = 0;
        while (from < rows.size()) {
            int end = endOfLog(rows, from);
            epochs.add(epoch(rows.subList(from, end)));
            from = end;
        }
        return List.copyOf(epochs);
    }

    /** Returns the place after the last row of the log that begins at a place. */
    private static int endOfLog(List<Anchor> rows, int from) {
        Map<Long, LocalDateTime> known = new HashMap<>();
        long lowest = Long.MAX_VALUE;
        long highest = 0;
        int afterHighest = from;
        @Nullable Integer fall = null;
        for (int i = from; i < rows.size(); i++) {
            Anchor row = rows.get(i);
            LocalDateTime before = known.putIfAbsent(row.serialNo(), row.wallClock());
            if (before != null && !before.equals(row.wallClock()) && !Reprint.isZoneShift(before, row.wallClock())) {
                return fall != null ? fall : afterHighest;
            }
            if (row.serialNo() > highest) {
                highest = row.serialNo();
                afterHighest = i + 1;
                fall = null;
            } else if (row.serialNo() < lowest && fall == null) {
                fall = i;
            }
            lowest = Math.min(lowest, row.serialNo());
        }
        return fall != null ? fall : rows.size();
    }

    private static Epoch epoch(List<Anchor> rows) {
        long lowest = rows.stream().mapToLong(Anchor::serialNo).min().orElseThrow();
        long highest = rows.stream().mapToLong(Anchor::serialNo).max().orElseThrow();
        return new Epoch(rows.get(0), rows.get(rows.size() - 1), new SerialRange(lowest, highest));
    }
}
