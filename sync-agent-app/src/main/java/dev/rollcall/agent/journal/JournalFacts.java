package dev.rollcall.agent.journal;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.isapi.PasswordRefusals;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the journal can tell without changing anything. Works beside a running daemon. */
public interface JournalFacts {

    /** Returns what is known of a configured device. */
    DeviceFacts device(DeviceConfig device);

    /** Returns how much of the outbox is in which state, over all devices. */
    Backlog backlog();

    /** Returns what the receiver has refused and a person must look at, oldest first. */
    List<BlockedEvent> blocked(int limit);

    /** Returns a remembered fact, such as when the receiver last answered; null if there is none. */
    @Nullable String remembered(Fact fact);

    /** Returns the subjects for which an alarm of a kind stands. */
    Set<String> alarmed(String kind);

    /** Returns how sound the journal is known to be. */
    JournalHealth health();

    /** Single facts that outlive a run. */
    enum Fact {
        /** The agent's id. */
        AGENT_ID,
        /** When the receiver last gave a receipt, ISO-8601 UTC. */
        RECEIVER_ANSWERED_AT,
        /** The id of the receiver's database. */
        RECEIVER_STORE,
        /** The receiver's version. */
        RECEIVER_VERSION,
        /** Why the last delivery failed; absent once one succeeds. */
        DELIVERY_PROBLEM,
        /** When a pass over all devices last ended, ISO-8601 UTC. */
        LAST_RUN,
        /** What holds the instance lock, or held it last: {@code run} for the daemon, else the name of a command. */
        HOLDER,
        /** The version of the agent that last went through the quarantine. */
        QUARANTINE_VERSION,
        /** The secret from which the addresses are derived that terminals push to; 32 random bytes in base64url. */
        LISTEN_SECRET,
        /** How far this computer's clock was ahead of the receiver's, in seconds, and when: {@code -7200 2026-01-31T10:00:00Z}. */
        CLOCK_AHEAD,
        /** When device, journal and receiver were last compared by themselves, ISO-8601 UTC. */
        LAST_VERIFIED,
        /** There if they are to be compared soon, since the receiver turned out to be another one. */
        VERIFY_ASKED
    }

    /**
     * What is known of one device.
     *
     * @param key           its key; null while it has never answered
     * @param model         its model
     * @param firmware      its firmware
     * @param zone          the zone its times are read in
     * @param clockOffset   how far its clock was ahead of ours when last asked
     * @param lastRead      when it was last read to the end without error
     * @param checkpoint    the device's wall clock up to which all is read
     * @param lastProblem   why the last attempt to read it failed, also one that met nobody; null if it did not
     * @param events        how many events the journal has of it
     * @param waiting       how many of them wait for the receiver
     * @param blocked       how many of them the receiver rejected
     * @param quarantined   how many records of its log were not understood, and nobody has accepted that
     * @param contradictions how many of its events came back saying something else
     * @param refusals      how often its configured password was refused in a row
     * @param alarms        what a person should know of it, newest first
     * @param log           what is known of its log
     */
    record DeviceFacts(
            @Nullable String key,
            @Nullable String model,
            @Nullable String firmware,
            @Nullable String zone,
            @Nullable Duration clockOffset,
            @Nullable Instant lastRead,
            @Nullable LocalDateTime checkpoint,
            @Nullable String lastProblem,
            long events,
            long waiting,
            long blocked,
            long quarantined,
            long contradictions,
            PasswordRefusals refusals,
            List<Alarm> alarms,
            LogFacts log) {

        public DeviceFacts {
            alarms = List.copyOf(alarms);
        }
    }

    /**
     * Something a person should know.
     *
     * @param kind what sort of thing
     * @param text the sentence
     * @param at   when it was last noticed
     */
    record Alarm(String kind, String text, Instant at) {}

    /**
     * The outbox in numbers.
     *
     * @param waiting not yet delivered, those being sent included
     * @param blocked rejected
     * @param settled delivered
     */
    record Backlog(long waiting, long blocked, long settled) {}

    /**
     * A rejected event.
     *
     * @param id     its public id
     * @param device its device's key
     * @param reason the receiver's reason
     */
    record BlockedEvent(String id, String device, String reason) {}
}
