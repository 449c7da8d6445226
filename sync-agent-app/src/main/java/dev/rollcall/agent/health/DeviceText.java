package dev.rollcall.agent.health;

import dev.rollcall.agent.health.StatusReport.DeviceState;
import dev.rollcall.agent.journal.LogFacts;
import dev.rollcall.attendance.exchange.HeartbeatMessage.GapState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one device's state for a person. */
final class DeviceText {

    private static final int SHOWN_GAPS = 20;
    private static final double NOTICEABLE_SECONDS = 60;

    private final StatusText out;
    private final Instant now;

    DeviceText(StatusText out, Instant now) {
        this.out = out;
        this.now = now;
    }

    void write(DeviceState device) {
        out.title(device.name() + " (" + device.address() + who(device) + ")");
        out.line("state", device.condition().state() + ": " + device.condition().explanation());
        out.line("last attempt", out.age(device.condition().lastAttempt()));
        out.line("last read", out.age(device.lastRead()));
        if (device.condition().nextAttempt() != null) {
            out.line("next attempt", device.condition().nextAttempt());
        }
        out.line(
                "read up to",
                device.checkpoint() == null ? "nothing yet" : device.checkpoint() + " by the device's clock");
        clock(device);
        events(device);
        log(device);
        if (device.passwordWithheld()) {
            out.line("PASSWORD", device.condition().explanation());
        }
        if (device.problem() != null) {
            out.line("PROBLEM", device.problem());
        }
        device.alarms().forEach(alarm -> out.line("ALARM", alarm));
        out.end();
    }

    private void clock(DeviceState device) {
        out.line("clock", clock(device.clockOffsetSeconds()));
        if (device.zoneProblem() != null) {
            out.line("ZONE", device.zoneProblem());
        }
        String doubtful = device.timeQuality().entrySet().stream()
                .filter(quality -> !quality.getKey().equals("GOOD"))
                .map(quality -> quality.getValue() + " " + quality.getKey().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
        if (!doubtful.isEmpty()) {
            long all = device.timeQuality().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            out.line("time", "of the latest " + all + " events: " + doubtful);
        }
    }

    private void events(DeviceState device) {
        out.line(
                "events",
                device.events() + " in the journal, " + device.waiting() + " waiting, " + device.blocked()
                        + " rejected, " + device.quarantined() + " not understood");
        Long oldest = device.queue().oldestSeconds();
        if (oldest != null) {
            out.line("waiting", "for " + StatusText.span(Duration.ofSeconds(Math.max(0, oldest))) + why(device));
        }
        if (device.contradictions() > 0) {
            out.line(
                    "ATTENTION",
                    device.contradictions() + " events came back saying something else; both versions are kept");
        }
    }

    private String why(DeviceState device) {
        String next = device.queue().nextAttempt();
        String reason = device.queue().reason();
        boolean ahead = next != null && Instant.parse(next).isAfter(now);
        return (reason == null ? "" : ": " + reason) + (ahead ? "; tried again at " + next : "");
    }

    private void log(DeviceState device) {
        List<GapState> gaps = LogFacts.newest(device.log().gaps(), SHOWN_GAPS);
        for (GapState gap : gaps) {
            out.line(
                    "GAP",
                    "serials " + gap.first() + " to " + gap.last() + " (" + gap.kind() + "), logged between "
                            + gap.notBefore() + " and " + gap.notAfter() + ", noticed " + gap.noticedAt());
        }
        if (device.log().gaps().size() > gaps.size()) {
            out.line("GAP", "and more: " + device.log().lost() + " events in all");
        }
        int accepted = device.log().acceptedLosses();
        if (accepted > 0) {
            out.line("accepted", "a person has accepted " + accepted + " of its losses; 'gaps list' names them");
        }
        device.log()
                .resets()
                .forEach(at -> out.line("reset", "the device's log was begun anew; noticed " + out.age(at)));
        for (StatusReport.BackfillState backfill : device.backfills()) {
            out.line(
                    "backfill",
                    "from " + backfill.from() + " to " + (backfill.to() == null ? "now" : backfill.to())
                            + ": read up to "
                            + (backfill.reached() == null ? "nothing yet" : backfill.reached())
                            + "; the same command goes on from there");
        }
    }

    private static String who(DeviceState device) {
        return device.key() == null
                ? ""
                : ", " + (device.model() == null ? "unknown model" : device.model()) + " " + device.key();
    }

    private static String clock(@Nullable Double seconds) {
        if (seconds == null) {
            return "not measured yet";
        }
        String size = String.format(Locale.ROOT, "%.1f s %s", Math.abs(seconds), seconds < 0 ? "behind" : "ahead");
        return Math.abs(seconds) < NOTICEABLE_SECONDS ? size : size + ": set the device's clock, best by NTP";
    }
}
