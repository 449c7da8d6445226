package dev.rollcall.simulator;

import java.time.ZoneId;
import java.time.ZoneOffset;

/** How firmwares differ in what they keep. */
public final class StorageTraits {

    /** How many events the log keeps; read from the highest search position. */
    public static final Trait<Integer> RING_SIZE = Trait.of("storage.ringSize", SimulatedDevice.DEFAULT_CAPACITY);

    /** When old events go. */
    public static final Trait<Mode> MODE = Trait.of("storage.mode", Mode.CYCLE);

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
