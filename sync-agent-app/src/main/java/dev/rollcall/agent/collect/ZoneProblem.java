package dev.rollcall.agent.collect;

import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.window.DeviceClock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Tells when what is known of a device's zone does not go together. Nothing is chosen here; events carry their own flag. */
final class ZoneProblem {

    private ZoneProblem() {}

    static @Nullable String of(Zones zones, DeviceClock clock) {
        DeviceZone zone = Collector.effective(zones);
        ZoneOffset printed = clock.offset();
        if (zone == null) {
            return printed == null
                    ? "It tells neither zone nor offset, so its times have no instant: set 'zone' of this device in the configuration."
                    : null;
        }
        if (printed != null && !zone.has(printed, clock.wallClock())) {
            return "It prints the offset " + printed + " where zone " + zone.name() + " has "
                    + zone.rules().getOffset(clock.wallClock())
                    + ". The zone is used and the events are flagged; correct the device's time zone, or 'zone' in the configuration.";
        }
        return null;
    }
}
