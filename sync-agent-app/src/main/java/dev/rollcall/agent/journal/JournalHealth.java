package dev.rollcall.agent.journal;

import dev.rollcall.agent.journal.JournalFacts.Alarm;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How sound the journal is known to be.
 *
 * @param verifiedTo    the version of a row up to which everything was verified
 * @param writtenTo     the last version written
 * @param verifiedAt    when a verification of everything last ended; null if none did yet
 * @param damaged       how many rows were set aside as damaged and have not been read again yet
 * @param damagedUnsent how many of them had not been delivered
 * @param damagedEvents the first of them
 * @param rereads       keys of the devices that are to be read again from their beginning
 * @param pruned        how many events were pruned, all in all
 * @param alarms        what a person should know of the journal, newest first
 */
public record JournalHealth(
        long verifiedTo,
        long writtenTo,
        @Nullable Instant verifiedAt,
        long damaged,
        long damagedUnsent,
        List<DamagedEvent> damagedEvents,
        List<String> rereads,
        long pruned,
        List<Alarm> alarms) {

    /** Under what name alarms about the journal, and the computer it lies on, are raised. */
    public static final String SUBJECT = "journal";

    /** Of a journal of which nothing is known. */
    public static final JournalHealth NONE = new JournalHealth(0, 0, null, 0, 0, List.of(), List.of(), 0, List.of());

    public JournalHealth {
        damagedEvents = List.copyOf(damagedEvents);
        rereads = List.copyOf(rereads);
        alarms = List.copyOf(alarms);
    }

    /**
     * A row that was set aside. What it says of itself may be part of the damage.
     *
     * @param device    its device's key; null if that is damaged
     * @param serialNo  its serial; null if it has none
     * @param wallClock its wall clock; null if it is gone altogether
     * @param unsent    whether it had not been delivered
     * @param reason    what is wrong with it
     */
    public record DamagedEvent(
            @Nullable String device,
            @Nullable Long serialNo,
            @Nullable String wallClock,
            boolean unsent,
            String reason) {}
}
