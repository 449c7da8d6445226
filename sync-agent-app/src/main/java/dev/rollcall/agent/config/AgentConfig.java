package dev.rollcall.agent.config;

import dev.rollcall.agent.schedule.CronSchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The agent's whole configuration, checked.
 *
 * @param receiver       where events go
 * @param schedule       when devices are read; they are also read at once on start
 * @param overlap        how much of the time already read is read again on every pass ({@code hoursBack})
 * @param dataDir        the folder of journal, lock and logs
 * @param heartbeatEvery how often the agent reports its facts
 * @param devices        the terminals, in the order of the file; never empty
 * @param limits         sizes and counts
 * @param timeouts       how long anything is waited for
 * @param pace           how work is spread over time
 * @param warnings       what works, but should not stay so, a sentence each
 */
public record AgentConfig(
        ReceiverConfig receiver,
        CronSchedule schedule,
        Duration overlap,
        Path dataDir,
        Duration heartbeatEvery,
        List<DeviceConfig> devices,
        Limits limits,
        Timeouts timeouts,
        Pace pace,
        List<String> warnings) {

    public AgentConfig {
        devices = List.copyOf(devices);
        warnings = List.copyOf(warnings);
    }

    /**
     * Sizes and counts.
     *
     * @param batchSize         most events in one batch to the receiver
     * @param rowsPerSlice      a slice of device time with more rows than this is split
     * @param pageSize          rows asked for per page of a device's log
     * @param pagePause         the pause between two pages, to leave the terminal time for people
     * @param sliceRestarts     how often a slice is begun again because the log moved under it
     * @param quickAttempts     how often {@code sync} tries to deliver before it gives up and names what waits
     * @param answerBytes       most bytes read of any answer
     * @param retryCap          the longest wait between two attempts to deliver
     * @param retryAfterCap     the longest {@code Retry-After} that is obeyed
     * @param refusalProbeEvery how often a refused token or device is tried again
     * @param sweepEvery        how often everything a device holds is read again
     * @param clockTolerance    how far a device clock may drift between two passes before it counts as moved
     */
    public record Limits(
            int batchSize,
            int rowsPerSlice,
            int pageSize,
            Duration pagePause,
            int sliceRestarts,
            int quickAttempts,
            int answerBytes,
            Duration retryCap,
            Duration retryAfterCap,
            Duration refusalProbeEvery,
            Duration sweepEvery,
            Duration clockTolerance) {}

    /**
     * How long anything is waited for.
     *
     * @param deviceConnect   for a terminal to accept a connection
     * @param deviceRead      for a terminal's next bytes
     * @param deviceCall      for a whole request to a terminal
     * @param receiverConnect for the receiver to accept a connection
     * @param receiverRead    for the receiver's next bytes
     * @param receiverCall    for a whole request to the receiver
     * @param stop            for everything when the agent is told to stop
     * @param step            for the next sign of life of work in progress, before the agent ends itself as stuck
     */
    public record Timeouts(
            Duration deviceConnect,
            Duration deviceRead,
            Duration deviceCall,
            Duration receiverConnect,
            Duration receiverRead,
            Duration receiverCall,
            Duration stop,
            Duration step) {}

    /**
     * How work is spread over time.
     *
     * @param jitter       within how much time after the schedule's moment agents begin, each at its own fixed moment
     * @param restartPause how long after the last pass over a device began it is left alone if the agent dies and is started again
     */
    public record Pace(Duration jitter, Duration restartPause) {}
}
