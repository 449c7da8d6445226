package dev.rollcall.agent.doctor;

import dev.rollcall.agent.collect.SourceClock;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.health.AgentClock;
import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceZone;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Judges a terminal's clock and zone. The receiver's clock counts where it is known, else this computer's. Pure. */
final class ClockChecks {

    private static final Duration TOLERABLE = Duration.ofMinutes(1);
    private static final double MILLIS = 1_000.0;

    private final DeviceConfig device;
    private final Findings found;

    ClockChecks(DeviceConfig device, Findings found) {
        this.device = device;
        this.found = found;
    }

    void examine(SourceClock told, @Nullable AgentClock agent) {
        DeviceZone configured = device.zone() == null ? null : DeviceZone.of(device.zone());
        DeviceZone zone = configured != null ? configured : told.reported();
        ZoneOffset printed = told.clock().offset();
        if (zone == null && printed == null) {
            found.bad(Check.DEVICE_ZONE, "it tells neither zone nor offset");
            found.unchecked(Check.DEVICE_CLOCK, "its zone is not known");
            return;
        }
        found.judge(Check.DEVICE_ZONE, contradiction(zone, told), zoneText(zone, configured != null, printed));
        ClockOffset offset = told.clock().offsetIn(zone);
        if (offset == null) {
            found.unchecked(Check.DEVICE_CLOCK, "its zone is not known");
        } else {
            judge(offset.ahead(), agent);
        }
    }

    private void judge(Duration aheadOfUs, @Nullable AgentClock agent) {
        Duration ahead = agent == null ? aheadOfUs : aheadOfUs.plus(agent.ahead());
        String text = seconds(ahead)
                + (agent == null ? " this computer's" : " the receiver's")
                + (agent != null && agent.isWrong()
                        ? ", " + seconds(aheadOfUs) + " this computer's, which is wrong"
                        : "");
        found.judge(Check.DEVICE_CLOCK, ahead.abs().compareTo(TOLERABLE) > 0 ? text : null, text);
    }

    private static @Nullable String contradiction(@Nullable DeviceZone zone, SourceClock told) {
        ZoneOffset printed = told.clock().offset();
        boolean fits = zone == null
                || printed == null
                || zone.has(printed, told.clock().wallClock());
        return fits || zone == null
                ? null
                : "it prints the offset " + printed + " where zone " + zone.name() + " has "
                        + zone.rules().getOffset(told.clock().wallClock());
    }

    private static String zoneText(@Nullable DeviceZone zone, boolean configured, @Nullable ZoneOffset printed) {
        return zone == null
                ? "offset " + printed + ", as the terminal prints it"
                : zone.name() + (configured ? ", as configured" : ", as the terminal says");
    }

    private static String seconds(Duration ahead) {
        double seconds = ahead.toMillis() / MILLIS;
        return String.format(Locale.ROOT, "%.1f s %s", Math.abs(seconds), seconds < 0 ? "behind" : "ahead of");
    }
}
