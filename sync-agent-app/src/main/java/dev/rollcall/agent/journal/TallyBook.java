package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.reconcile.EventKey;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.TallySheet;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialRange;
import dev.rollcall.attendance.window.SerialSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the journal has counted, to be compared with device and receiver, and what a comparison came to. Each method is one transaction.
 * Safe from any thread.
 */
public interface TallyBook {

    /** Returns the tallies of all records of a device. */
    TallySheet journal(DeviceKey device);

    /** Returns the tallies of what the receiver acknowledged of a device, as it has it. */
    TallySheet sent(DeviceKey device);

    /**
     * An acknowledged event.
     *
     * @param key what the receiver must have
     * @param row what the journal has
     */
    record Sent(EventKey key, Row row) {}

    /** Returns what was acknowledged in an hour, as the receiver has it. */
    List<Sent> sentEvents(DeviceKey device, LocalDateTime hour);

    /** Returns the gaps of all logs of a device, those of its earlier logs first, as they were settled last. */
    List<SerialGap> gaps(DeviceKey device);

    /**
     * Tells whether nobody can say what a device logged at a time, because its log was cleared or came round before it was read.
     *
     * @param wallClock by its clock
     */
    boolean isLostTime(DeviceKey device, LocalDateTime wallClock);

    /**
     * Notes which of the events that a device overwrote the receiver has all the same; of the others it has none.
     *
     * @param gap       a gap as it is known
     * @param elsewhere those serials of it that the receiver has
     */
    void noteElsewhere(DeviceKey device, SerialGap gap, SerialSet elsewhere);

    /** Returns the gaps of a device's present log of which it is not known whether the device overwrote them. */
    List<SerialGap> unresolvedGaps(DeviceKey device);

    /**
     * A record of the journal.
     *
     * @param id        its id in the journal
     * @param serialNo  its serial number; null if it has none
     * @param wallClock its wall clock
     */
    record Row(EventId id, @Nullable Long serialNo, LocalDateTime wallClock) {}

    /** Returns the records of a piece of device time, those that were pruned included. */
    List<Row> rows(DeviceKey device, LocalDateTime from, LocalDateTime to);

    /** What a record is to the journal. */
    enum Sight {
        /** It has it, and says the same. */
        SAME,
        /** It has it, and says something else. */
        OTHER,
        /** It does not have it. */
        NEW
    }

    /**
     * A record that a device shows, and what it is to the journal.
     *
     * @param sight what
     * @param id    the journal's id of it, or the one it would get
     */
    record Seen(Sight sight, EventId id) {}

    /** Tells what records are to the journal, in their order. Stores nothing. */
    List<Seen> sights(List<Observation> records);

    /** Returns what waits to be sent or was rejected of a device, as findings. */
    List<Finding> undelivered(DeviceKey device);

    /**
     * Returns rows of a device that were not as written, as findings; those that were read again are repaired. A row that was gone
     * altogether has no name; the device names it.
     *
     * @param since repaired ones that were noticed before are left out
     */
    List<Finding> damaged(DeviceKey device, Instant since);

    /** Returns the serials that the journal has of a device's present log: the newest ranges, lowest first. */
    List<SerialRange> covered(DeviceKey device);

    /** Returns the records of a device's log that were not understood, those that a person has accepted included. */
    List<NotUnderstood> notUnderstood(DeviceKey device);

    /** Tells whether an id is known as one of an event of the journal, also of one that was pruned. */
    boolean knows(EventId id);

    /**
     * Returns the wall clock of the record with which the log begins that a device had when it was met: the one with the lowest serial
     * number, since others may be dated back; the earliest where nothing is numbered. Only what was read from the log with a plausible time
     * counts; null if there is none.
     */
    @Nullable LocalDateTime beginning(DeviceKey device);

    /** Returns the lowest serial of the log that the device had when it was met; null if it has had another one since, or none. */
    @Nullable Long lowestSerial(DeviceKey device);

    /**
     * What became of events that are to be sent again.
     *
     * @param queued how many wait now
     * @param pruned records that are pruned and can only be sent if the device shows them again; they stay known until then
     */
    record Again(int queued, List<Row> pruned) {}

    /** Has acknowledged events sent again, by the ids the receiver gave them. */
    Again sendAgain(DeviceKey device, Collection<EventId> storedAs);

    /**
     * Makes a pruned record unknown, because the device shows it: stored again it is sent again.
     *
     * @param pruned  its id in the journal
     * @param shownAs the id that it has as it is shown now
     */
    void forget(EventId pruned, EventId shownAs);

    /** Returns the devices of which anything was acknowledged. */
    List<DeviceKey> acknowledged();

    /** Returns all devices that were ever met. */
    List<DeviceKey> devices();

    /** Returns the configured name under which a device was last met; null if none is known. */
    @Nullable String nameOf(DeviceKey device);

    /** Counts all rows and puts that in place of what was kept; returns how many hours were kept otherwise. */
    int recount();

    /** Counts all rows if damage has made that necessary. */
    void recountIfDue();

    /** Sets aside rows that nobody of ours wrote: they are in no ledger. Returns how many. */
    int setAsideUnwritten(Instant now);

    /** Notes what a device answered when it was asked for a gap by itself. */
    void resolveGap(DeviceKey device, SerialRange gap, SerialGap.Kind kind);

    /** Returns what the last comparisons of days came to, as they were kept. */
    SortedMap<LocalDate, String> proofs(DeviceKey device);

    /** Returns when each of these days was compared last. */
    Map<LocalDate, Instant> proofsKeptAt(DeviceKey device);

    /** Returns those of them that the receiver was not told. */
    SortedMap<LocalDate, String> untold(DeviceKey device);

    /** Keeps what comparing days came to; those that say the same as before stay told. */
    void keepProofs(DeviceKey device, SortedMap<LocalDate, String> proofs, Instant at);

    /** Notes that the receiver was told of these days. */
    void told(DeviceKey device, Collection<LocalDate> days);
}
