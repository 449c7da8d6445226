package dev.rollcall.agent.health;

import java.util.List;
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
 * @param warnings what works, but should not stay so, in the configuration
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
        List<String> warnings) {

    public StatusReport {
        devices = List.copyOf(devices);
        rejected = List.copyOf(rejected);
        warnings = List.copyOf(warnings);
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
     * @param problem            why the last pass failed; null if it did not
     * @param alarms             what a person should know
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
            List<String> alarms) {

        public DeviceState {
            alarms = List.copyOf(alarms);
        }
    }

    /**
     * A rejected event.
     *
     * @param id     its id
     * @param device its device's key
     * @param reason the receiver's reason
     */
    public record RejectedEvent(String id, String device, String reason) {}
}
