package dev.rollcall.receiver.store;

import java.util.List;
import java.util.Map;

/** The bodies that terminals posted. */
public interface InboxShelf {

    /** Stores a body as received and returns its number. */
    long add(InboxItem item);

    /** Returns the oldest bodies not yet looked at. */
    List<InboxItem> received(int limit);

    /** Notes what became of a body. */
    void settle(long id, InboxResult result);

    /** Removes a body that is kept elsewhere (a heartbeat). */
    void remove(long id);

    /** Returns how many bodies are in each state. */
    Map<InboxResult.State, Long> counts();

    /** Returns the results of the latest bodies that are settled, newest first. */
    List<InboxResult> latestResults(int limit);
}
