package dev.rollcall.simulator;

import java.time.Instant;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The event log as somebody with the administrator's menu, a backup or a screwdriver treats it. Reading is
 * {@link SimulatedDevice#events}; safe for several threads.
 */
public final class DeviceMemory {
    private final Object lock = new Object();
    private final EventLog log;
    private final DeviceClock clock;
    private StoragePolicy factory;
    /** What somebody set; null while the device is as it came from the factory. */
    private @Nullable StoragePolicy chosen;

    private Instant since;

    DeviceMemory(EventLog log, DeviceClock clock, StoragePolicy factory) {
        this.log = log;
        this.clock = clock;
        this.factory = factory;
        this.since = clock.instant();
    }

    /** When old events are deleted from now on; a PUT of AcsEvent/StorageCfg does the same. */
    public void keep(StoragePolicy value) {
        synchronized (lock) {
            chosen = value;
            since = clock.instant();
        }
        sweep();
    }

    /** What {@link #keep} or a PUT of AcsEvent/StorageCfg set last, else what the firmware does ({@link StorageTraits#MODE}). */
    public StoragePolicy policy() {
        synchronized (lock) {
            return chosen == null ? factory : chosen;
        }
    }

    /** The device runs this firmware now; what somebody set stays. */
    void runs(FirmwareProfile profile) {
        StoragePolicy value = StoragePolicy.fromFactory(profile);
        synchronized (lock) {
            if (chosen == null && !value.equals(factory)) {
                since = clock.instant();
            }
            factory = value;
        }
        sweep();
    }

    /** A factory reset. */
    void forgetChoice() {
        synchronized (lock) {
            chosen = null;
            since = clock.instant();
        }
    }

    /** Somebody deletes single events: their serials are gone and nothing takes their place. */
    public void delete(LongPredicate serials) {
        log.deleteIf(event -> serials.test(event.serialNo()));
    }

    /**
     * The next event gets this serial. Serials end at 3 000 000 000 (capabilities of DS-K1T342MWX V4.48.40); what comes
     * then nobody has seen, here it is 1.
     */
    public void continueAt(long serial) {
        log.continueAt(serial);
    }

    /** What a backup would hold now. */
    public DeviceBackup backup() {
        return log.backup();
    }

    /** Puts an earlier state back: serials go back and are given a second time, to other events. */
    public void restore(DeviceBackup backup) {
        log.restore(backup);
    }

    /** Deletes what the policy wants gone by now. */
    void sweep() {
        Instant horizon;
        synchronized (lock) {
            horizon = policy().horizon(since, clock.instant());
        }
        if (horizon.isAfter(Instant.MIN)) {
            log.deleteIf(event -> event.loggedTime().toInstant().isBefore(horizon));
        }
    }
}
