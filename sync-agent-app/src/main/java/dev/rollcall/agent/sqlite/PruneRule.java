package dev.rollcall.agent.sqlite;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is old enough to go. Every time about a row must say so, by whatever clock it was: the one a wrong clock stamped
 * is kept rather than pruned too early.
 *
 * @param before everything must be older
 */
record PruneRule(Instant before) {

    /** No agent ran before it; a stamp before it is of a clock that had lost its time. */
    private static final Instant SANE = Instant.parse("2020-01-01T00:00:00Z");

    private static final int FURTHEST_ZONE_HOURS = 14;

    /** Tells whether a stamp of our own clock is old, and sane. */
    boolean isOld(@Nullable String stamp) {
        if (stamp == null) {
            return false;
        }
        Instant at = Instant.parse(stamp);
        return at.isBefore(before) && at.isAfter(SANE);
    }

    /** Tells whether a wall clock was before that anywhere on earth. */
    boolean isOldWall(String wallClock) {
        return LocalDateTime.parse(wallClock)
                .toInstant(ZoneOffset.UTC)
                .plus(FURTHEST_ZONE_HOURS, ChronoUnit.HOURS)
                .isBefore(before);
    }
}
