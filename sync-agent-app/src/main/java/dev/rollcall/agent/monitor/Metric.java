package dev.rollcall.agent.monitor;

import dev.rollcall.agent.health.Judgement;
import dev.rollcall.agent.health.StatusReport;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every metric of the agent as a whole: its name is lasting, its help is what the guide says. All are gauges. */
enum Metric {
    HEALTHY(
            "1 if the agent works as it should, else 0",
            report -> truth(report.problems().isEmpty())),
    LAST_RUN_TIMESTAMP_SECONDS(
            "When all terminals were last read to the end, Unix time", report -> time(report.lastRun())),
    NEXT_RUN_TIMESTAMP_SECONDS(
            "When terminals are read next, Unix time",
            report -> time(report.schedule().nextRun())),
    EVENTS_WAITING("Events that the receiver has not taken yet", report -> (double) report.waiting()),
    EVENTS_REJECTED("Events that the receiver does not take", report -> (double) report.blocked()),
    EVENTS_DELIVERED("Events in the journal that the receiver has taken", report -> (double) report.settled()),
    OLDEST_WAITING_SECONDS("How long the oldest undelivered event has been waiting, 0 if none is", report ->
            (double) Judgement.oldestWait(report).toSeconds()),
    RECEIVER_UP(
            "0 if the last delivery failed, else 1",
            report -> truth(report.receiver().problem() == null)),
    RECEIVER_LAST_ANSWER_TIMESTAMP_SECONDS(
            "When the receiver last gave a receipt, Unix time",
            report -> time(report.receiver().lastAnswered())),
    CLOCK_AHEAD_SECONDS("How far this computer's clock is ahead of the receiver's, negative if behind", report -> {
        Long ahead = report.receiver().clockAheadSeconds();
        return ahead == null ? null : ahead.doubleValue();
    }),
    DISK_FREE_BYTES("Room on the disk of the data folder", report -> {
        Long free = report.journal().freeBytes();
        return free == null ? null : free.doubleValue();
    }),
    JOURNAL_DAMAGED_ROWS("Rows of the journal that are set aside as damaged", report ->
            (double) report.journal().damaged()),
    JOURNAL_VERIFIED_TIMESTAMP_SECONDS(
            "When the whole journal was last verified, Unix time",
            report -> time(report.journal().verifiedAt()));

    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // functions that keep nothing
    private final Function<StatusReport, @Nullable Double> value;

    Metric(String help, Function<StatusReport, @Nullable Double> value) {
        this.help = help;
        this.value = value;
    }

    /** Returns the name, such as {@code rollcall_agent_healthy}. */
    String id() {
        return "rollcall_agent_" + name().toLowerCase(Locale.ROOT);
    }

    String help() {
        return help;
    }

    /** Returns the value; null if it is not known. */
    @Nullable Double of(StatusReport report) {
        return value.apply(report);
    }

    static double truth(boolean isTrue) {
        return isTrue ? 1 : 0;
    }

    static @Nullable Double time(@Nullable String instant) {
        return instant == null ? null : (double) Instant.parse(instant).getEpochSecond();
    }
}
