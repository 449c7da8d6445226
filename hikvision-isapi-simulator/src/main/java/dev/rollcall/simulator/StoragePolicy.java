package dev.rollcall.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * When a device deletes old events (EventStorageCfg of DS-K1A340FWX V1.2.7: mode, checkTime, period). What exactly a tick of
 * {@link StorageTraits.Mode#REGULAR} deletes nobody wrote down; here it is what is older than one period.
 *
 * @param mode when
 * @param period for REGULAR, between two deletions
 * @param checkTime for TIME, what was logged before this moment goes
 */
public record StoragePolicy(StorageTraits.Mode mode, Duration period, Instant checkTime) {

    /** Only a full log loses events, the oldest first. */
    public static StoragePolicy cycle() {
        return new StoragePolicy(StorageTraits.Mode.CYCLE, Duration.ZERO, Instant.MIN);
    }

    /** Every so often the events older than that go. */
    public static StoragePolicy regular(Duration period) {
        return new StoragePolicy(StorageTraits.Mode.REGULAR, period, Instant.MIN);
    }

    /** Events before this moment go at once, now and whenever an older one is logged. */
    public static StoragePolicy before(Instant checkTime) {
        return new StoragePolicy(StorageTraits.Mode.TIME, Duration.ZERO, checkTime);
    }

    /** What a device does before anybody sets it otherwise. */
    static StoragePolicy fromFactory(FirmwareProfile profile) {
        return switch (profile.get(StorageTraits.MODE)) {
            case CYCLE -> cycle();
            case REGULAR -> regular(profile.get(StorageTraits.PERIOD));
            case TIME -> before(Instant.EPOCH);
        };
    }

    /** Events before the returned moment are gone by now. */
    Instant horizon(Instant setAt, Instant now) {
        if (mode == StorageTraits.Mode.TIME) {
            return checkTime;
        } else if (mode == StorageTraits.Mode.CYCLE || period.isZero() || now.isBefore(setAt.plus(period))) {
            return Instant.MIN;
        }
        long ticks = Duration.between(setAt, now).dividedBy(period);
        return setAt.plus(period.multipliedBy(ticks - 1));
    }
}
