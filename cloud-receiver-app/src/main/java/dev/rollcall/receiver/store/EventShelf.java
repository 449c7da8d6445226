package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.identity.StoredEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The stored events, as the one door to the store (ingest) sees them. To be used under the lock of the device. */
public interface EventShelf {

    /** Returns every event of a device that may be one of those sought, with its row as order. More do no harm. */
    List<StoredEvent> candidates(Device device, Sought sought);

    /** Returns the public id for each of these ids that is an alias. */
    Map<EventId, EventId> aliases(Device device, Collection<EventId> ids);

    /** Stores new events with their raw records, and returns the row of each public id. */
    Map<EventId, Long> insert(Device device, List<NewEvent> events);

    /** Writes the version that counts of events held before; each gets a higher revision and a new feed position. */
    void update(Device device, List<StoredEvent> events);

    /**
     * Makes one stored event part of another, of which it turned out to be a second row: its ids, sights and versions pass
     * over, what it said is kept as a version, and it is no event of its own any more.
     *
     * @param row  the row that goes
     * @param into the row that stays
     */
    void absorb(Device device, long row, long into);

    /** Notes further ids of stored events; a known one changes nothing. */
    void addAliases(Device device, List<Alias> aliases);

    /** Notes which channel saw which event; only the first sight by each channel is kept. */
    void addSights(Device device, List<Sight> sights);

    /** Puts a raw record with an event's row; the one that was there goes to the version it belongs to. */
    void replaceRaw(long row, RawRecord raw);

    /** Keeps versions that contradict the one that counts, and returns those that were not kept before. */
    List<OtherVersion> keepVersions(Device device, List<OtherVersion> versions);
}
