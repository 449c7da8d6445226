package dev.rollcall.receiver.upkeep;

import dev.rollcall.receiver.inbox.Step;
import dev.rollcall.receiver.store.AlarmLog;
import dev.rollcall.receiver.store.EventProof.Edited;
import dev.rollcall.receiver.store.EventProof.Sound;
import dev.rollcall.receiver.store.Store;
import java.time.InstantSource;

/**
 * Holds every stored event against the hashes stored with it, some in each step, and raises an alarm for each that was edited by hand or
 * damaged. Used by one thread.
 */
public final class RowProof implements Step {

    private final Store store;
    private final InstantSource clock;
    private final int limit;
    private long position;
    private long looked;
    private long edited;

    /**
     * Makes a step.
     *
     * @param limit how many events are looked at in one step
     */
    public RowProof(Store store, InstantSource clock, int limit) {
        this.store = store;
        this.clock = clock;
        this.limit = limit;
    }

    @Override
    public boolean run() {
        Sound sound = store.read(unit -> unit.proof().after(position, limit));
        if (!sound.edited().isEmpty()) {
            store.write(unit -> {
                sound.edited()
                        .forEach(one -> unit.alarms()
                                .raise(
                                        one.deviceId(),
                                        AlarmLog.EDITED,
                                        one.publicId().hex(),
                                        detail(one),
                                        clock.instant()));
                return sound;
            });
        }
        position = sound.last();
        looked += sound.looked();
        edited += sound.edited().size();
        return sound.looked() == limit;
    }

    private static String detail(Edited one) {
        return "Event " + one.publicId()
                + " does not say what it said when it was stored: it was edited in the database, or is damaged.";
    }

    /** Returns how many events were looked at. */
    public long looked() {
        return looked;
    }

    /** Returns how many of them do not say what they said. */
    public long edited() {
        return edited;
    }
}
