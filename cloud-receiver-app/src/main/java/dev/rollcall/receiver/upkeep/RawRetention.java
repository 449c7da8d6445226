package dev.rollcall.receiver.upkeep;

import dev.rollcall.receiver.inbox.Step;
import dev.rollcall.receiver.store.RawShelf;
import dev.rollcall.receiver.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Erases raw records that have been kept long enough, a bounded number in each transaction, and never a fact. Those of events go by
 * the month printed, when all of that month is old enough, so they are kept up to a month longer.
 */
public final class RawRetention implements Step {

    private final Store store;
    private final InstantSource clock;
    private final Duration kept;
    private final int limit;

    /**
     * Makes a step.
     *
     * @param kept  how long raw records are kept
     * @param limit how many are erased in one transaction at most
     */
    public RawRetention(Store store, InstantSource clock, Duration kept, int limit) {
        this.store = store;
        this.clock = clock;
        this.kept = kept;
        this.limit = limit;
    }

    @Override
    public boolean run() {
        Instant before = clock.instant().minus(kept);
        YearMonth month = YearMonth.from(before.atOffset(ZoneOffset.UTC));
        List<ToIntFunction<RawShelf>> kinds = List.of(
                raw -> raw.eraseEvents(month, limit),
                raw -> raw.eraseOddEvents(before, limit),
                raw -> raw.eraseVersions(before, limit),
                raw -> raw.removeBodies(before, limit));
        boolean more = false;
        for (ToIntFunction<RawShelf> kind : kinds) {
            int erased = store.write(unit -> kind.applyAsInt(unit.raw()));
            more |= erased == limit;
        }
        return more;
    }
}
