package dev.rollcall.agent.health;

import dev.rollcall.agent.health.StatusReport.DeviceState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the agent's state for a person, to be taken in at a glance. */
public final class StatusText {

    private static final double NOTICEABLE_SECONDS = 60;

    private StatusText() {}

    /**
     * Returns the text, lines ending as the platform's do.
     *
     * @param now the time by which ages are told
     */
    public static String of(StatusReport report, Instant now) {
        StringBuilder text = new StringBuilder();
        for (DeviceState device : report.devices()) {
            appendDevice(text, device, now);
        }
        text.append("receiver ").append(report.receiver().url()).append(System.lineSeparator());
        line(text, "last answer", age(report.receiver().lastAnswered(), now));
        if (report.receiver().problem() != null) {
            line(text, "PROBLEM", report.receiver().problem());
        }
        if (report.receiver().clockProblem() != null) {
            line(text, "CLOCK", report.receiver().clockProblem());
        }
        line(
                text,
                "outbox",
                report.waiting() + " waiting, " + report.blocked() + " rejected, " + report.settled() + " delivered");
        for (StatusReport.RejectedEvent event : report.rejected()) {
            line(text, "rejected", event.id() + " of " + event.device() + ": " + event.reason());
        }
        report.warnings().forEach(warning -> line(text, "WARNING", warning));
        return text.toString();
    }

    private static void appendDevice(StringBuilder text, DeviceState device, Instant now) {
        text.append(device.name()).append(" (").append(device.address());
        if (device.key() != null) {
            text.append(", ")
                    .append(device.model() == null ? "unknown model" : device.model())
                    .append(' ')
                    .append(device.key());
        }
        text.append(')').append(System.lineSeparator());
        line(text, "last read", age(device.lastRead(), now));
        line(
                text,
                "read up to",
                device.checkpoint() == null ? "nothing yet" : device.checkpoint() + " by the device's clock");
        line(text, "clock", clock(device.clockOffsetSeconds()));
        line(
                text,
                "events",
                device.events() + " in the journal, " + device.waiting() + " waiting, " + device.blocked()
                        + " rejected, " + device.quarantined() + " not understood");
        if (device.contradictions() > 0) {
            line(
                    text,
                    "ATTENTION",
                    device.contradictions() + " events came back saying something else; both versions are kept");
        }
        if (device.passwordWithheld()) {
            line(
                    text,
                    "PASSWORD",
                    "refused " + device.passwordRefusals() + " times and not tried any more. Correct it in the "
                            + "configuration, then run: doctor --retry " + device.name());
        }
        if (device.problem() != null) {
            line(text, "PROBLEM", device.problem());
        }
        device.alarms().forEach(alarm -> line(text, "ALARM", alarm));
        text.append(System.lineSeparator());
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(String.format(Locale.ROOT, "  %-12s %s%n", label, value));
    }

    private static String clock(@Nullable Double seconds) {
        if (seconds == null) {
            return "not measured yet";
        }
        String size = String.format(Locale.ROOT, "%.1f s %s", Math.abs(seconds), seconds < 0 ? "behind" : "ahead");
        return Math.abs(seconds) < NOTICEABLE_SECONDS ? size : size + ": set the device's clock, best by NTP";
    }

    private static String age(@Nullable String instant, Instant now) {
        if (instant == null) {
            return "never";
        }
        Duration age = Duration.between(Instant.parse(instant), now);
        if (age.isNegative()) {
            return instant;
        }
        String ago = age.toDays() > 1
                ? age.toDays() + " days"
                : age.toHours() > 1
                        ? age.toHours() + " hours"
                        : age.toMinutes() > 1 ? age.toMinutes() + " minutes" : age.toSeconds() + " seconds";
        return ago + " ago (" + instant + ")";
    }
}
