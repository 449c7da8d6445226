package dev.rollcall.receiver.upkeep;

import dev.rollcall.receiver.inbox.Step;
import dev.rollcall.receiver.reconcile.Recount;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Holds one device's rows against its tallies: first those that have none yet, from before tallies were kept, then each once in a while.
 */
public final class RecountStep implements Step {

    private final Store store;
    private final InstantSource clock;
    private final Duration every;
    private final Recount recount;

    /**
     * Makes a step.
     *
     * @param every a device is counted at most once in this time; zero for only those that have no tallies yet
     */
    public RecountStep(Store store, InstantSource clock, Duration every) {
        this.store = store;
        this.clock = clock;
        this.every = every;
        this.recount = new Recount(store, clock);
    }

    @Override
    public boolean run() {
        Instant before = every.isZero() ? Instant.EPOCH : clock.instant().minus(every);
        Optional<Device> next = store.read(unit -> unit.tallies().nextToCount(before));
        next.ifPresent(recount::all);
        return next.isPresent();
    }
}
