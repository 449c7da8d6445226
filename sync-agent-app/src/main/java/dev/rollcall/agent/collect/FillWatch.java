package dev.rollcall.agent.collect;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.RingWatch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Warns before a device overwrites events that were not read, while it cannot be read. */
final class FillWatch {

    private static final String ALARM = "memory-filling";

    private final Journal journal;

    FillWatch(Journal journal) {
        this.journal = journal;
    }

    /** Notes that a device was read up to a serial number. */
    void read(DeviceConfig config, DeviceKey device, @Nullable Long capacity, long newest, Instant now) {
        RingWatch before = journal.ring(config.address());
        RingWatch ring = before == null ? RingWatch.from(capacity, newest, now) : before.read(capacity, newest, now);
        journal.keepRing(device, ring, ring.fill(now));
        journal.lower(ALARM, config.name());
    }

    /** Notes that a device could not be read. */
    void missed(DeviceConfig config, Instant now) {
        RingWatch ring = journal.ring(config.address());
        if (ring == null) {
            return;
        }
        Double fill = ring.fill(now);
        journal.keepFill(config.address(), fill);
        int level = ring.level(now);
        if (level > 0) {
            journal.raise(
                    ALARM,
                    config.name(),
                    "At the present rate of " + Math.round(ring.perHour()) + " events an hour, events that were not "
                            + "read fill more than " + level + " % of the device's memory for " + ring.capacity()
                            + ". When it is full, the oldest of them are overwritten: make it reachable again.",
                    now);
        }
    }
}
