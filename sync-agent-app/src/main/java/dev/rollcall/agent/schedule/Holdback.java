package dev.rollcall.agent.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that shall not be tried again before a time.
 *
 * @param failures how often in a row it has failed
 * @param since    when it was last tried, by the wall clock
 * @param until    when it may be tried again, by the same clock
 * @param reason   what it depends on, such as a digest of address and token: a changed one ends the holdback
 */
public record Holdback(int failures, Instant since, Instant until, String reason) {

    /** A holdback that begins now. */
    public static Holdback of(int failures, Instant now, Duration wait, String reason) {
        return new Holdback(failures, now, now.plus(wait), reason);
    }

    /**
     * Returns what is left of it. A clock that was set back leaves nothing, and one that was set forward no more than the wait
     * was: a wrong clock shall not hold anything up.
     */
    public Duration leftAt(Instant now) {
        return now.isBefore(since) || !now.isBefore(until) ? Duration.ZERO : Duration.between(now, until);
    }
}
