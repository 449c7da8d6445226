package dev.rollcall.agent.journal;

import java.time.Duration;
import java.time.Instant;

/** Keeps the journal sound and small, in steps that are short enough to go between two pages. Safe from any thread. */
public interface Upkeep {

    /**
     * Verifies some of the journal, going on where the last call ended, and sets aside what is not as it was written.
     *
     * @param entries at most so many versions of rows
     * @return whether the end was reached, so that the next call begins anew
     */
    boolean verifySome(int entries, Instant now);

    /** Keeps how far verifying has come, so that the next process goes on there and not at the beginning. */
    void keepPlace();

    /**
     * Prunes events that were delivered (or, where they do not travel, were seen) long ago, going on where the last call
     * ended. What waits, was rejected or is damaged stays. Ids and hourly tallies are kept.
     *
     * @param keep how long they are kept
     * @param now  the wall clock; it is not trusted further than the clocks of the devices bear it out
     * @param rows at most so many
     * @return whether there may be more to prune at once
     */
    boolean prune(Duration keep, Instant now, int rows);
}
