package dev.rollcall.agent.health;

import dev.rollcall.agent.health.StatusReport.DeviceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers whether the agent works, from its state alone: the same for {@code status}, the health address, the metrics and the doctor. Pure.
 */
public final class Judgement {

    /** An event that waits longer than this is told. */
    public static final Duration LONG_WAIT = Duration.ofHours(1);

    /** A terminal that was read longer ago than this is told. */
    public static final Duration LONG_AGO = Duration.ofDays(1);

    private Judgement() {}

    /** Returns why it does not work as it should, a sentence each; empty if it does. */
    static List<String> problems(StatusReport report, Instant now) {
        List<String> problems = new ArrayList<>();
        if (!isRead(report, now)) {
            problems.add("No agent runs, and the terminals were "
                    + (report.lastRun() == null ? "never read." : "last read at " + report.lastRun() + "."));
        }
        add(problems, "", report.journal().roomProblem());
        report.devices().forEach(device -> device(device, now, problems));
        receiver(report, problems);
        if (report.journal().damagedUnsent() > 0) {
            problems.add(report.journal().damagedUnsent()
                    + " undelivered events were damaged in the journal; the terminals are read again.");
        }
        return problems;
    }

    /** Returns how long the oldest undelivered event waits; zero if none does. */
    public static Duration oldestWait(StatusReport report) {
        return Duration.ofSeconds(report.devices().stream()
                .map(device -> device.queue().oldestSeconds())
                .filter(Objects::nonNull)
                .mapToLong(seconds -> Math.max(0, seconds))
                .max()
                .orElse(0));
    }

    /** Tells whether the terminals are read by schedule, or were read not long ago. */
    static boolean isRead(StatusReport report, Instant now) {
        return report.running().daemon() || !isOlder(report.lastRun(), LONG_AGO, now);
    }

    private static void device(DeviceState device, Instant now, List<String> problems) {
        String state = device.condition().state();
        if (!state.equals("ok") && !state.equals("never-read")) {
            problems.add(device.name() + ": " + device.condition().explanation() + ".");
        } else if (device.lastRead() != null && isOlder(device.lastRead(), LONG_AGO, now)) {
            problems.add(device.name() + ": it was last read to the end at " + device.lastRead() + ".");
        }
    }

    private static void receiver(StatusReport report, List<String> problems) {
        add(problems, "receiver: ", report.receiver().problem());
        add(problems, "", report.receiver().clockProblem());
        Duration oldest = oldestWait(report);
        if (oldest.compareTo(LONG_WAIT) > 0) {
            problems.add(
                    "receiver: " + report.waiting() + " events wait, the oldest for " + StatusText.span(oldest) + ".");
        }
        if (report.blocked() > 0) {
            problems.add("receiver: it rejected " + report.blocked() + " events; 'outbox list' names them.");
        }
    }

    private static void add(List<String> problems, String before, @Nullable String problem) {
        if (problem != null) {
            problems.add(before + problem + (problem.endsWith(".") ? "" : "."));
        }
    }

    private static boolean isOlder(@Nullable String instant, Duration age, Instant now) {
        return instant == null || Duration.between(Instant.parse(instant), now).compareTo(age) > 0;
    }
}
