package dev.rollcall.receiver.upkeep;

import dev.rollcall.attendance.window.Epochs;
import dev.rollcall.attendance.window.Epochs.Epoch;
import dev.rollcall.receiver.inbox.Step;
import dev.rollcall.receiver.store.EpochRegister.Due;
import dev.rollcall.receiver.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Derives the epochs of one device that has got events: of a whole device at once, so that what comes late or out of order gives the
 * same epochs as if it had come in time. Doing it again changes nothing.
 */
public final class EpochDerivation implements Step {

    private final Store store;
    private final InstantSource clock;
    private final Duration every;

    /**
     * Makes a step.
     *
     * @param every a device's epochs are derived at most once in this time
     */
    public EpochDerivation(Store store, InstantSource clock, Duration every) {
        this.store = store;
        this.clock = clock;
        this.every = every;
    }

    @Override
    public boolean run() {
        Instant now = clock.instant();
        Optional<Due> next = store.read(unit -> unit.epochs().next(now.minus(every)));
        next.ifPresent(due -> derive(due, now));
        return next.isPresent();
    }

    private void derive(Due due, Instant now) {
        int device = due.device().id();
        List<Epoch> epochs = Epochs.of(store.read(unit -> unit.epochs().anchors(device)));
        store.write(unit -> {
            unit.devices().lock(due.device().key(), now);
            unit.epochs().replace(due, epochs, now);
            return device;
        });
    }
}
