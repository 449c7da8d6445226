package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.Observation;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Journaled events, to be gone through in order. Reading only; works beside a running daemon. */
public interface PunchLog {

    /** Returns the devices of which there are events. */
    List<Device> devices();

    /**
     * Returns the next events of a device, by its own clock, then by the order in which they were journaled.
     *
     * @param after where the piece before this one ended; null to begin
     * @param limit most events
     */
    List<Entry> next(Range range, @Nullable Entry after, int limit);

    /**
     * A device.
     *
     * @param key  its key
     * @param name what it is called
     */
    record Device(String key, String name) {}

    /**
     * Which events.
     *
     * @param device      the device's key
     * @param from        the first second, by the device's clock; null for the first event
     * @param to          the second after the last, by the device's clock; null for the last event
     * @param punchesOnly whether to leave out all in which nobody was let through
     */
    record Range(
            String device,
            @Nullable LocalDateTime from,
            @Nullable LocalDateTime to,
            boolean punchesOnly) {}

    /**
     * A journaled event.
     *
     * @param seq   its place in the journal
     * @param id    its public id
     * @param seen  the version that counts
     * @param state where it is on its way: {@code waiting}, {@code claimed}, {@code settled}, {@code blocked}; null if it does
     *              not travel
     */
    record Entry(
            long seq, String id, Observation seen, @Nullable String state) {}
}
