package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.RawRecord;
import java.util.List;
import java.util.Map;

/**
 * The stored events, as the one door to the store (ingest) sees them. To be used under the lock of the device. What is written
 * becomes visible to readers with {@link #publish}, the last call of a transaction: it takes the one lock that all writers share.
 */
public interface EventShelf {

    /** Returns every event of a device that may be one of those sought. More do no harm. */
    List<HeldEvent> candidates(Device device, Sought sought);

    /**
     * Returns what {@link #candidates} last met of events that are archived: whose ids are known, while what they say is kept elsewhere.
     * Each of their ids, with the public one.
     */
    default Map<EventId, EventId> archived(Device device) {
        return Map.of();
    }

    /** Stores what new events say, with their raw records, and returns where each public id is kept. */
    Map<EventId, EventRef> insert(Device device, List<NewEvent> events);

    /** Writes the version that counts of events held before; each gets a higher revision. */
    void update(Device device, List<HeldEvent> events);

    /**
     * Makes one stored event part of another, of which it turned out to be a second row: its ids, sights and versions pass
     * over, what it said is kept as a version, and it is no event of its own any more.
     *
     * @param gone the one that goes
     * @param into the one that stays
     */
    void absorb(Device device, EventRef gone, EventRef into);

    /** Notes further ids of stored events; a known one changes nothing. */
    void addAliases(Device device, List<Alias> aliases);

    /** Notes which further channel saw which event; only the first sight by each channel is kept. */
    void addSights(Device device, List<Seen> sights);

    /** Puts a raw record with an event; the one that was there goes to the version it belongs to. */
    void replaceRaw(Device device, EventRef ref, RawRecord raw);

    /** Keeps versions that contradict the one that counts, and returns those that were not kept before. */
    List<OtherVersion> keepVersions(Device device, List<OtherVersion> versions);

    /**
     * Enters the public ids of inserted events, and gives these and the updated ones the next positions in the feed.
     *
     * @param inserted where they are kept, as {@link #insert} said
     */
    void publish(Device device, List<NewEvent> events, Map<EventId, EventRef> inserted, List<HeldEvent> updated);
}
