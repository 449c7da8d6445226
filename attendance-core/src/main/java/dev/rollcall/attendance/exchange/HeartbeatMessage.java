package dev.rollcall.attendance.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent's facts about itself ({@code POST /api/attendance/agents/heartbeat}).
 *
 * @param agent   the agent's id
 * @param version the agent's version
 * @param sentAt  when it was sent, ISO-8601 UTC by the agent's clock
 * @param lastRun when the last pass over all devices ended, likewise; null before the first
 * @param backlog how many events wait in the outbox
 * @param blocked how many events the receiver has rejected and a person must look at
 * @param devices the facts about each device
 * @param alarms  what a person should know of the agent itself, its journal and its computer, one sentence each; null from older
 *                agents
 * @param problems why the agent does not work as it should, a sentence each, empty if it does; null from older agents
 * @param nextRun when devices are read next, ISO-8601 UTC; null if nothing reads by schedule, and from older agents
 * @param oldestWaitSeconds how long the oldest event in the outbox has been waiting, 0 if none is; null from older agents
 */
public record HeartbeatMessage(
        String agent,
        String version,
        String sentAt,
        @Nullable String lastRun,
        long backlog,
        long blocked,
        List<DeviceState> devices,
        @Nullable List<String> alarms,
        @Nullable List<String> problems,
        @Nullable String nextRun,
        @Nullable Long oldestWaitSeconds) {

    /**
     * The facts about one device.
     *
     * @param key         the device key; null while the device has never answered
     * @param name        the name given in the agent's configuration
     * @param lastRead    when it was last read without error, ISO-8601 UTC; null if it never was
     * @param checkpoint  the device's wall clock up to which all is read, ISO-8601 local; null before the first pass
     * @param backlog     how many of its events wait in the outbox
     * @param clockOffset how far its clock is ahead of the agent's, in seconds; null if not measured
     * @param ringFill    how full its event memory is, 0 to 1; null if it cannot be told
     * @param alarms      what a person should know, one sentence each
     * @param covered     the serial numbers the journal has of its present log, the newest ranges; null from older agents
     * @param gaps        what was lost on the device before it was read and nobody has accepted, the newest; null from older agents
     * @param completeUntil the device's wall clock up to which nothing is missing but what a person has accepted to be lost, ISO-8601 local; null before the
     *                      first pass
     * @param state         how reading it goes, in a word: {@code ok}, {@code never-read}, {@code failing}, {@code refused}, {@code locked}
     *                      or {@code password-withheld}; null from older agents
     * @param rejected      how many of its events the receiver does not take; null from older agents
     * @param notUnderstood how many of its records were not understood; null from older agents
     * @param lost          how many of its events were lost before they were read and nobody has accepted that; null from older agents
     */
    public record DeviceState(
            @Nullable String key,
            String name,
            @Nullable String lastRead,
            @Nullable String checkpoint,
            long backlog,
            @Nullable Double clockOffset,
            @Nullable Double ringFill,
            List<String> alarms,
            @Nullable List<SerialSpan> covered,
            @Nullable List<GapState> gaps,
            @Nullable String completeUntil,
            @Nullable String state,
            @Nullable Long rejected,
            @Nullable Long notUnderstood,
            @Nullable Long lost) {}

    /**
     * Serial numbers in a row.
     *
     * @param first the lowest
     * @param last  the highest
     */
    public record SerialSpan(long first, long last) {}

    /**
     * Events that a device lost before they were read.
     *
     * @param first     the lowest serial number lost
     * @param last      the highest
     * @param notBefore the device's wall clock before which none of them was logged, ISO-8601 local; null if unknown
     * @param notAfter  the device's wall clock after which none of them was logged, likewise
     * @param kind      {@code OVERWRITTEN} or {@code DELETED}
     * @param noticedAt when the agent noticed, ISO-8601 UTC
     */
    public record GapState(
            long first,
            long last,
            @Nullable String notBefore,
            @Nullable String notAfter,
            String kind,
            String noticedAt) {}
}
