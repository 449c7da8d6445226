package dev.rollcall.agent.health;

import dev.rollcall.agent.command.DeviceProgress;
import dev.rollcall.agent.journal.JournalHealth.DamagedEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agent's state, as a machine reads it ({@code status --json}). Instants are ISO-8601 UTC, wall clocks ISO-8601 local;
 * fields are only ever added.
 *
 * @param agent    the agent's id; null before its first run
 * @param lastRun  when a pass over all devices last ended
 * @param waiting  how many events wait for the receiver
 * @param blocked  how many events the receiver rejected
 * @param settled  how many events are delivered
 * @param receiver what is known of the receiver
 * @param devices  what is known of each device
 * @param rejected the rejected events, the first of them
 * @param version  the version of the program that wrote this
 * @param running  what works with the data folder now
 * @param schedule when devices are read
 * @param commands commands that are asked for or under way
 * @param journal  how the journal and its disk are
 * @param warnings what works, but should not stay so, in the configuration
 * @param listener how terminals post to this computer
 * @param problems why it does not work as it should, a sentence each; empty if it does
 */
public record StatusReport(
        @Nullable String agent,
        @Nullable String lastRun,
        long waiting,
        long blocked,
        long settled,
        ReceiverState receiver,
        List<DeviceState> devices,
        List<RejectedEvent> rejected,
        String version,
        Running running,
        ScheduleState schedule,
        List<CommandState> commands,
        JournalState journal,
        List<String> warnings,
        ListenerState listener,
        List<String> problems) {

    public StatusReport {
        devices = List.copyOf(devices);
        rejected = List.copyOf(rejected);
        commands = List.copyOf(commands);
        warnings = List.copyOf(warnings);
        problems = List.copyOf(problems);
    }

    StatusReport withProblems(List<String> found) {
        return new StatusReport(
                agent, lastRun, waiting, blocked, settled, receiver, devices, rejected, version, running, schedule,
                commands, journal, warnings, listener, found);
    }

    /**
     * What is known of the receiver.
     *
     * @param url          its address
     * @param lastAnswered when it last gave a receipt
     * @param version      its version
     * @param problem      why the last delivery failed; null if it did not
     * @param clockAheadSeconds how far this computer's clock was ahead of the receiver's, negative if behind; null if unknown
     * @param clockProblem what is wrong with this computer's clock; null if nothing
     */
    public record ReceiverState(
            String url,
            @Nullable String lastAnswered,
            @Nullable String version,
            @Nullable String problem,
            @Nullable Long clockAheadSeconds,
            @Nullable String clockProblem) {}

    /**
     * What is known of a device.
     *
     * @param name               its configured name
     * @param address            {@code host:port}
     * @param key                its key; null while it has never answered
     * @param model              its model
     * @param firmware           its firmware
     * @param zone               the zone its times are read in
     * @param lastRead           when it was last read to the end
     * @param checkpoint         its wall clock up to which all is read
     * @param clockOffsetSeconds how far its clock was ahead of ours, negative if behind
     * @param events             how many of its events the journal has
     * @param waiting            how many of them wait
     * @param blocked            how many of them are rejected
     * @param quarantined        how many of its records were not understood
     * @param contradictions     how many of its events came back saying something else
     * @param passwordRefusals   how often its password was refused in a row
     * @param passwordWithheld   whether the password is not tried any more
     * @param problem            why the last attempt to read it failed, also if it was not even met; null if it did not
     * @param alarms             what a person should know
     * @param condition          how reading it goes
     * @param zoneProblem        why its zone and the offset it prints do not go together; null if they do
     * @param timeQuality        how many of its latest events (500 at most) have a time of which quality
     * @param queue              what waits of it
     * @param backfills          its unfinished backfills
     * @param log                what is known of its log
     */
    public record DeviceState(
            String name,
            String address,
            @Nullable String key,
            @Nullable String model,
            @Nullable String firmware,
            @Nullable String zone,
            @Nullable String lastRead,
            @Nullable String checkpoint,
            @Nullable Double clockOffsetSeconds,
            long events,
            long waiting,
            long blocked,
            long quarantined,
            long contradictions,
            int passwordRefusals,
            boolean passwordWithheld,
            @Nullable String problem,
            List<String> alarms,
            Condition condition,
            @Nullable String zoneProblem,
            Map<String, Long> timeQuality,
            QueueState queue,
            List<BackfillState> backfills,
            LogState log) {

        public DeviceState {
            alarms = List.copyOf(alarms);
            timeQuality = Map.copyOf(timeQuality);
            backfills = List.copyOf(backfills);
        }
    }

    /**
     * What waits of a device.
     *
     * @param oldestSeenAt when the oldest waiting event was read; null if none waits
     * @param oldestSeconds how long ago that was
     * @param nextAttempt  when its delivery is tried again; null if nothing holds it up
     * @param reason       why its last delivery failed; null if it did not
     */
    public record QueueState(
            @Nullable String oldestSeenAt,
            @Nullable Long oldestSeconds,
            @Nullable String nextAttempt,
            @Nullable String reason) {}

    /**
     * A backfill that is not finished: the same command goes on where it stopped.
     *
     * @param from    the first second, by the device's clock
     * @param to      the second after the last; null for as far as the device's clock is
     * @param reached up to where everything is stored; null for nowhere yet
     * @param read    how many records were read
     */
    public record BackfillState(
            String from, @Nullable String to, @Nullable String reached, long read) {}

    /**
     * What works with the data folder.
     *
     * @param daemon whether a daemon ({@code run}) works with it now
     * @param holder what works with it now: {@code run} or the name of a command; null if nothing does
     */
    public record Running(boolean daemon, @Nullable String holder) {}

    /**
     * When devices are read.
     *
     * @param cron    the expression with its zone
     * @param nextRun when they are read next; null if no daemon runs
     */
    public record ScheduleState(String cron, @Nullable String nextRun) {}

    /**
     * A command handed to the daemon.
     *
     * @param id        its number
     * @param name      the command as it is typed
     * @param state     {@code asked} or {@code running}
     * @param askedAt   when it was asked for
     * @param heartbeat when the daemon last said that it is at it; null if it never did
     * @param progress  how far it is, by device
     */
    public record CommandState(
            long id,
            String name,
            String state,
            String askedAt,
            @Nullable String heartbeat,
            List<DeviceProgress> progress) {}

    /**
     * A rejected event.
     *
     * @param id     its id
     * @param device its device's key
     * @param reason the receiver's reason
     */
    public record RejectedEvent(String id, String device, String reason) {}

    /**
     * How the journal and its disk are.
     *
     * @param verifiedTo    the version of a row up to which everything was verified
     * @param writtenTo     the last version written
     * @param verifiedAt    when a verification of everything last ended; null if none did yet
     * @param damaged       how many rows were set aside as damaged and have not been read again yet
     * @param damagedUnsent how many of them had not been delivered
     * @param damagedEvents the first of them
     * @param rereads       keys of the devices that are to be read again from their beginning
     * @param pruned        how many events were delivered long ago and pruned
     * @param keepDays      how many days delivered events are kept at least
     * @param freeBytes     how much room the disk has; null if it cannot be told
     * @param roomProblem   why nothing is collected for want of room; null if there is room
     * @param setAside      names of damaged journals that were moved aside
     * @param warnings      why the place is not safe for a journal
     * @param alarms        what a person should know of the journal
     */
    public record JournalState(
            long verifiedTo,
            long writtenTo,
            @Nullable String verifiedAt,
            long damaged,
            long damagedUnsent,
            List<DamagedEvent> damagedEvents,
            List<String> rereads,
            long pruned,
            long keepDays,
            @Nullable Long freeBytes,
            @Nullable String roomProblem,
            List<String> setAside,
            List<String> warnings,
            List<String> alarms) {

        public JournalState {
            damagedEvents = List.copyOf(damagedEvents);
            rereads = List.copyOf(rereads);
            setAside = List.copyOf(setAside);
            warnings = List.copyOf(warnings);
            alarms = List.copyOf(alarms);
        }
    }
}
