package dev.rollcall.simulator;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** How firmwares differ in what they keep. */
public final class StorageTraits {

    /** How many events the log keeps; read from the highest search position. */
    public static final Trait<Integer> RING_SIZE = Trait.of("storage.ringSize", SimulatedDevice.DEFAULT_CAPACITY);

    /**
     * When old events go, until somebody sets it otherwise: by StorageCfg or {@link DeviceMemory#keep}. From the factory
     * TIME deletes nothing before a client names a moment (assumed).
     */
    public static final Trait<Mode> MODE = Trait.of("storage.mode", Mode.CYCLE);

    /** The period of REGULAR before anybody sets one; the longest that can be set (assumed, nobody reports one). */
    public static final Trait<Duration> PERIOD = Trait.of("storage.period", Duration.ofDays(1));

    /** Whether AcsEvent/StorageCfg exists; seen on DS-K1A340FWX V1.2.7, and nobody reports a terminal without it. */
    public static final Trait<Boolean> CONFIGURABLE = Trait.of("storage.configurable", true);

    /** The zone of the factory; +08:00 on DS-K1A8503MF V1.4.0. */
    public static final Trait<ZoneId> FACTORY_ZONE = Trait.of("storage.factoryZone", ZoneOffset.UTC);

    private StorageTraits() {}

    /** EventStorageCfg.mode as DS-K1A340FWX V1.2.7 lists it. */
    public enum Mode {
        /** The newest event overwrites the oldest of a full log. */
        CYCLE,
        /** Old events are deleted every so often. */
        REGULAR,
        /** Events logged before a moment are deleted. */
        TIME
    }
}
