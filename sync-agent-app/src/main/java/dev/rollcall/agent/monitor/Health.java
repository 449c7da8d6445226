package dev.rollcall.agent.monitor;

import dev.rollcall.agent.health.StatusReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the agent works, as {@code /health} tells it. Fields are only ever added.
 *
 * @param status   "ok" or "problem"
 * @param problems why it does not work as it should, a sentence each; empty if it does
 * @param version  the agent's version
 * @param lastRun  when all terminals were last read, ISO-8601 UTC; null before the first time
 * @param nextRun  when they are read next, likewise
 * @param waiting  how many events wait for the receiver
 */
record Health(
        String status,
        List<String> problems,
        String version,
        @Nullable String lastRun,
        @Nullable String nextRun,
        long waiting) {

    Health {
        problems = List.copyOf(problems);
    }

    static Health of(StatusReport report) {
        return new Health(
                report.problems().isEmpty() ? "ok" : "problem",
                report.problems(),
                report.version(),
                report.lastRun(),
                report.schedule().nextRun(),
                report.waiting());
    }
}
