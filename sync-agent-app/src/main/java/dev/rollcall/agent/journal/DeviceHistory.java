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
     * @param gaps         what its log no longer held when it was read, newest first, not all if there are many
     * @param gapCount     how many gaps there are
     * @param resets       how often its log was noticed to have been reset, and when last
     * @param queue        what waits of it
     * @param backfills    its unfinished backfills
     */
    record Past(
            @Nullable Attempt attempt,
            @Nullable String zoneProblem,
            Map<String, Long> timeQuality,
            List<Gap> gaps,
            long gapCount,
            List<Instant> resets,
            Queue queue,
            List<Backfill> backfills) {

        public Past {
            timeQuality = Map.copyOf(timeQuality);
            gaps = List.copyOf(gaps);
            resets = List.copyOf(resets);
            backfills = List.copyOf(backfills);
        }
    }

    /**
     * A stretch of a device's log that was lost there before it was read.
     *
     * @param firstSerial its first serial number
     * @param lastSerial  its last one
     * @param notBefore   the earliest it can have been logged, by the device's clock
     * @param notAfter    the latest
     * @param kind        how it was lost
     * @param noticedAt   when that was noticed, ISO-8601 UTC
     */
    record Gap(
            long firstSerial,
            long lastSerial,
            @Nullable String notBefore,
            @Nullable String notAfter,
            String kind,
            String noticedAt) {}

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
