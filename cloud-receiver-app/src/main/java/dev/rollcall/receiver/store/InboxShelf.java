package dev.rollcall.receiver.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The bodies that terminals posted. */
public interface InboxShelf {

    /** Stores a body as received and returns its number. */
    long add(InboxItem item);

    /** Stores bodies as received. */
    void addAll(List<InboxItem> items);

    /** Stores a body that waits for a person, without what the request said beside it. */
    void addParked(InboxItem item, String reason);

    /** Returns those of these bodies that nobody has settled since. */
    List<InboxItem> stillReceived(List<InboxItem> items);

    /** Returns the oldest bodies not yet looked at. */
    List<InboxItem> received(int limit);

    /** Notes what became of a body. */
    void settle(InboxItem item, InboxResult result);

    /** Removes a body that is kept elsewhere (a heartbeat). */
    void remove(InboxItem item);

    /**
     * Takes all parked bodies up again the first time this version asks, since a new version may understand them.
     *
     * @return how many
     */
    int replayFor(String version, Instant now);

    /** Takes all parked bodies up again, and returns how many. */
    int replayParked();

    /** Returns the latest parked bodies and why each is, newest first. */
    List<ParkedBody> parked(int limit);

    /** Returns how many bodies are in each state. */
    Map<InboxResult.State, Long> counts();

    /** Returns the results of the latest bodies that are settled, newest first. */
    List<InboxResult> latestResults(int limit);
}
