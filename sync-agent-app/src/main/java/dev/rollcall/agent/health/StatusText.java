package dev.rollcall.agent.health;

import dev.rollcall.agent.command.DeviceProgress;
import dev.rollcall.agent.health.StatusReport.CommandState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the agent's state for a person, to be taken in at a glance. */
public final class StatusText {

    private final StringBuilder text = new StringBuilder();
    private final Instant now;

    private StatusText(Instant now) {
        this.now = now;
    }

    /**
     * Returns the short text, whose first line answers whether it works; lines end as the platform's do.
     *
     * @param now the time by which ages are told
     */
    public static String of(StatusReport report, Instant now) {
        return StatusTable.of(report, now);
    }

    /** Returns everything that is known, the short text first. */
    public static String detailed(StatusReport report, Instant now) {
        StatusText written = new StatusText(now);
        written.text.append(of(report, now));
        written.end();
        written.agent(report);
        report.devices().forEach(device -> new DeviceText(written, now).write(device));
        written.receiver(report);
        return written.text.toString();
    }

    private void agent(StatusReport report) {
        String holder = report.running().holder();
        title("agent " + report.version()
                + (report.running().daemon()
                        ? ", running"
                        : holder == null ? ", not running" : ", not running; '" + holder + "' is under way"));
        line("schedule", report.schedule().cron());
        line("last run", age(report.lastRun()));
        line(
                "next run",
                report.schedule().nextRun() == null
                        ? "when 'run' is started"
                        : ahead(report.schedule().nextRun()));
        for (CommandState command : report.commands()) {
            line("command", command.name() + ": " + command.state() + ", asked for " + age(command.askedAt()));
            command.progress().forEach(progress -> line("", progress(progress)));
        }
        end();
    }

    private void receiver(StatusReport report) {
        title("receiver " + report.receiver().url());
        line("last answer", age(report.receiver().lastAnswered()));
        if (report.receiver().problem() != null) {
            line("PROBLEM", report.receiver().problem());
        }
        if (report.receiver().clockProblem() != null) {
            line("CLOCK", report.receiver().clockProblem());
        }
        line(
                "outbox",
                report.waiting() + " waiting, " + report.blocked() + " rejected, " + report.settled() + " delivered");
        for (StatusReport.RejectedEvent event : report.rejected()) {
            line("rejected", event.id() + " of " + event.device() + ": " + event.reason());
        }
        new JournalText(this).write(report.journal());
        report.warnings().forEach(warning -> line("WARNING", warning));
    }

    void title(String title) {
        text.append(title);
        end();
    }

    void end() {
        text.append(System.lineSeparator());
    }

    void line(String label, @Nullable String value) {
        text.append(String.format(Locale.ROOT, "  %-12s %s%n", label, value));
    }

    String age(@Nullable String instant) {
        if (instant == null) {
            return "never";
        }
        Duration age = Duration.between(Instant.parse(instant), now);
        return age.isNegative() ? instant : span(age) + " ago (" + instant + ")";
    }

    private String ahead(String instant) {
        Duration wait = Duration.between(now, Instant.parse(instant));
        return wait.isNegative() ? instant : "in " + span(wait) + " (" + instant + ")";
    }

    private static String progress(DeviceProgress progress) {
        return String.format(
                Locale.ROOT,
                "%s: %.0f %%, %d records, %.0f/s",
                progress.device(),
                progress.share() * 100,
                progress.records(),
                progress.perSecond());
    }

    /** Says a span of time in its largest unit. */
    public static String span(Duration span) {
        return span.toDays() > 1
                ? span.toDays() + " days"
                : span.toHours() > 1
                        ? span.toHours() + " hours"
                        : span.toMinutes() > 1 ? span.toMinutes() + " minutes" : span.toSeconds() + " seconds";
    }
}
