package dev.rollcall.receiver.store;

import java.time.Instant;
import java.time.YearMonth;

/** The devices' own bytes, which may be kept for a shorter time than the facts that were read out of them. */
public interface RawShelf {

    /** Erases some raw records of events that were printed in a month before this one; returns how many. */
    int eraseEvents(YearMonth before, int limit);

    /** Erases some raw records of events whose printed times say little, by when they were received; returns how many. */
    int eraseOddEvents(Instant receivedBefore, int limit);

    /** Erases some raw records of versions that do not count, where the event's own is gone already; returns how many. */
    int eraseVersions(Instant keptBefore, int limit);

    /** Removes some posted bodies whose facts are stored, or in which there were none; returns how many. */
    int removeBodies(Instant receivedBefore, int limit);
}
