package dev.rollcall.agent.export;

import dev.rollcall.agent.journal.PunchLog;
import dev.rollcall.agent.journal.PunchLog.Entry;
import dev.rollcall.agent.journal.PunchLog.Range;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the journaled events of all devices in the order of their local times. Only a piece of each device's events is in
 * memory at a time, however many there are.
 */
public final class PunchExport {

    private static final int PIECE = 500;

    private final PunchLog log;

    public PunchExport(PunchLog log) {
        this.log = log;
    }

    /**
     * Writes what is asked for.
     *
     * @return how many rows
     * @throws IOException if they cannot be written
     */
    public long write(Choice choice, RowWriter rows) throws IOException {
        PriorityQueue<Lane> lanes = new PriorityQueue<>(Comparator.comparing(Lane::time)
                .thenComparing((Lane lane) -> lane.device.key())
                .thenComparing(Lane::seq));
        for (PunchLog.Device device : log.devices()) {
            boolean chosen = choice.device() == null
                    || choice.device().equals(device.name())
                    || choice.device().equals(device.key());
            Lane lane = new Lane(device, new Range(device.key(), choice.from(), choice.to(), choice.punchesOnly()));
            if (chosen && lane.fill(null)) {
                lanes.add(lane);
            }
        }
        long written = 0;
        while (!lanes.isEmpty()) {
            Lane lane = lanes.remove();
            Entry entry = lane.waiting.remove();
            rows.write(ExportRow.of(lane.device, entry));
            written++;
            if (!lane.waiting.isEmpty() || lane.fill(entry)) {
                lanes.add(lane);
            }
        }
        return written;
    }

    /**
     * What to export.
     *
     * @param from        the first second, by each device's clock; null for the beginning
     * @param to          the second after the last; null for the end
     * @param device      the name or key of the only device; null for all
     * @param punchesOnly whether to leave out all in which nobody was let through
     */
    public record Choice(
            @Nullable LocalDateTime from,
            @Nullable LocalDateTime to,
            @Nullable String device,
            boolean punchesOnly) {}

    /** One device's events, a piece at a time. */
    private final class Lane {

        private final PunchLog.Device device;
        private final Range range;
        private final Deque<Entry> waiting = new ArrayDeque<>();

        Lane(PunchLog.Device device, Range range) {
            this.device = device;
            this.range = range;
        }

        boolean fill(@Nullable Entry after) {
            List<Entry> piece = log.next(range, after, PIECE);
            waiting.addAll(piece);
            return !piece.isEmpty();
        }

        LocalDateTime time() {
            return waiting.element().seen().event().time().wallClock();
        }

        long seq() {
            return waiting.element().seq();
        }
    }
}
