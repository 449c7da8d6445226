package dev.rollcall.agent.config;

import dev.rollcall.agent.schedule.CronSchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param keep           how the journal is kept
 * @param commands       how commands are handed over and show how far they are
 * @param busy           how a busy terminal is waited for
 * @param live           how event streams are kept open
 * @param listen         how terminals push to this computer; null if they do not
 * @param monitor        where health and metrics are asked for; null if nowhere
 * @param log            how the log file is written
 * @param verify         when device, journal and receiver are compared
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
        List<String> warnings,
        Keep keep,
        Commands commands,
        Busy busy,
        Live live,
        @Nullable Listen listen,
        @Nullable Monitor monitor,
        Log log,
        Verify verify) {

    public AgentConfig {
        devices = List.copyOf(devices);
        warnings = List.copyOf(warnings);
    }

    /**
     * When device, journal and receiver are compared.
     *
     * @param schedule       at which times; null for never by itself
     * @param days           how many days back
     * @param readsUncounted whether days are read that a terminal cannot count
     * @param afterStart     how long after its start the agent compares by itself at the earliest
     */
    public record Verify(@Nullable CronSchedule schedule, int days, boolean readsUncounted, Duration afterStart) {}

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
     * @param gather            how long a device that is being read gathers events for its next batch
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
            Duration gather,
            Duration clockTolerance) {}

    /**
     * How a busy terminal is waited for.
     *
     * @param retries how often it is asked again before a pass is given up
     * @param pause   how long to wait before each
     */
    public record Busy(int retries, Duration pause) {}

    /**
     * How event streams are kept open.
     *
     * @param opening  how long a terminal may take to accept a listener
     * @param silence  the longest time without event and sign of life before a stream counts as dead
     * @param step     how long one step listens before it shows a sign of life
     * @param retry    the longest wait before a stream is opened again for the first time
     * @param retryCap the longest wait ever, and about the wait where the terminal will not have a listener
     */
    public record Live(Duration opening, Duration silence, Duration step, Duration retry, Duration retryCap) {}

    /**
     * How terminals push to this computer.
     *
     * @param host      the address to listen on; null for every address of the computer
     * @param port      the port to listen on
     * @param bodyBytes of a longer body only the text before its first picture is kept
     * @param hardBytes the connection is closed over a body longer than this
     * @param threads   how many bodies are taken in at once
     * @param bodyTime  how long a whole request may take to come in
     * @param retry     how long to wait before an address that could not be bound is tried again
     * @param pullPause how long after a terminal was read because a push was missing it is not read again for that
     */
    public record Listen(
            @Nullable String host,
            int port,
            int bodyBytes,
            int hardBytes,
            int threads,
            Duration bodyTime,
            Duration retry,
            Duration pullPause) {}

    /**
     * Where health and metrics are asked for.
     *
     * @param host  the address to listen on
     * @param port  the port to listen on
     * @param fresh how old an answer may be, so that askers in quick succession do not count the journal again and again
     * @param retry how long to wait before an address that could not be bound is tried again
     */
    public record Monitor(String host, int port, Duration fresh, Duration retry) {}

    /**
     * How the log file is written.
     *
     * @param json      whether as one JSON object a line
     * @param keepDays  how many days are kept, at most
     * @param mebibytes how much all files together may take, in MiB of which the older ones are compressed
     */
    public record Log(boolean json, int keepDays, int mebibytes) {}

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

    /**
     * How the journal is kept.
     *
     * @param keep         how long events are kept after they were delivered, at least
     * @param minFreeBytes no device is read while the disk has less room
     * @param verifyRows   how many versions of rows one step of verifying takes
     * @param pruneRows    how many rows one step of pruning looks at
     * @param stepPause    the pause between two steps
     * @param roundPause   the pause after everything was verified and pruned
     */
    public record Keep(
            Duration keep, long minFreeBytes, int verifyRows, int pruneRows, Duration stepPause, Duration roundPause) {}

    /**
     * How commands are handed to a running agent, and how they show how far they are.
     *
     * @param poll          how often either side looks into the command table
     * @param heartbeat     how often the running agent says how far a command is
     * @param takeOverAfter how long an ended agent is waited for before the waiting command does the work itself
     * @param progressEvery how often progress is printed where there is no terminal
     * @param backfillPiece how much device time a backfill reads before others may talk to the device
     * @param pushWait      how long {@code webhook install} waits for a first event
     */
    public record Commands(
            Duration poll,
            Duration heartbeat,
            Duration takeOverAfter,
            Duration progressEvery,
            Duration backfillPiece,
            Duration pushWait) {}
}
