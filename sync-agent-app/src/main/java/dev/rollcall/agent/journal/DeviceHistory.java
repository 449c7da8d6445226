package dev.rollcall.agent.journal;

import dev.rollcall.agent.config.DeviceConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the journal can tell of how reading and delivering a device have gone. Reading only; works beside a running daemon. */
public interface DeviceHistory {

    /** Returns the history of a configured device. */
    Past of(DeviceConfig device);

    /**
     * The history of one device.
     *
     * @param attempt      the last attempt to read it; null if there was none
     * @param zoneProblem  why its zone and the offset it prints do not go together; null if they do
     * @param timeQuality  how many of its latest events have a time of which quality
     * @param resets       when its log was noticed to have been begun anew, newest first
     * @param queue        what waits of it
     * @param backfills    its unfinished backfills
     */
    record Past(
            @Nullable Attempt attempt,
            @Nullable String zoneProblem,
            Map<String, Long> timeQuality,
            List<Instant> resets,
            Queue queue,
            List<Backfill> backfills) {

        public Past {
            timeQuality = Map.copyOf(timeQuality);
            resets = List.copyOf(resets);
            backfills = List.copyOf(backfills);
        }
    }

    /**
     * What waits for the receiver.
     *
     * @param oldestSeenAt when the oldest waiting event was read; null if none waits
     * @param nextAttempt  when delivery is tried again; null if nothing holds it up
     * @param reason       why the last delivery failed; null if it did not
     */
    record Queue(
            @Nullable Instant oldestSeenAt,
            @Nullable Instant nextAttempt,
            @Nullable String reason) {

        /** Nothing waits. */
        public static final Queue EMPTY = new Queue(null, null, null);
    }
}
