package dev.rollcall.agent.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rollcall.agent.collect.PassResult;
import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.journal.PageTally;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code sync} or {@code backfill} came to, as a machine reads it ({@code --json}). Fields are only ever added.
 *
 * @param complete  whether every device was read to the end and everything collected is settled
 * @param exitCode  how the command exits
 * @param devices   what reading each device came to
 * @param delivered how many events the receiver has taken
 * @param waiting   how many events still wait
 * @param rejected  how many events the receiver rejected
 * @param problems  what went wrong with the receiver
 * @param damaged   how many undelivered events were damaged in the journal and set aside
 */
public record Summary(
        boolean complete,
        int exitCode,
        List<Device> devices,
        long delivered,
        long waiting,
        long rejected,
        List<String> problems,
        long damaged) {

    public Summary {
        devices = List.copyOf(devices);
        problems = List.copyOf(problems);
    }

    /** Returns the summary of a report. */
    public static Summary of(SyncReport report) {
        return new Summary(
                report.complete(),
                report.exitCode(),
                report.passes().stream().map(Device::of).toList(),
                report.delivery().delivered(),
                report.waiting(),
                report.blocked(),
                report.delivery().problems(),
                report.damaged());
    }

    /** Returns it for a person, lines ending as the platform's do. */
    public String text() {
        StringBuilder text = new StringBuilder();
        devices.forEach(device -> device.appendTo(text));
        line(text, "receiver: %d delivered, %d waiting, %d rejected", delivered, waiting, rejected);
        problems.forEach(problem -> line(text, "receiver: %s", problem));
        if (rejected > 0) {
            line(text, "receiver: 'outbox list' names the rejected events with reasons");
        }
        if (damaged > 0) {
            line(
                    text,
                    "journal: %d undelivered events were damaged and set aside; the next pass reads them again",
                    damaged);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    /**
     * What reading one device came to.
     *
     * @param name        its configured name
     * @param read        how many records were read: the sum of the next four
     * @param isNew       how many were new
     * @param known       how many the journal had
     * @param ignored     how many are of no interest
     * @param quarantined how many were not understood
     * @param complete    whether it was read to the end
     * @param problem     why not
     */
    public record Device(
            String name,
            long read,
            @JsonProperty("new") long isNew,
            long known,
            long ignored,
            long quarantined,
            boolean complete,
            @Nullable String problem) {

        static Device of(PassResult pass) {
            PageTally tally = pass.tally();
            SourceException failure = pass.failure();
            return new Device(
                    pass.device(),
                    tally.read(),
                    tally.journaled(),
                    tally.known(),
                    tally.ignored(),
                    tally.quarantined(),
                    failure == null,
                    failure == null ? null : failure.reason());
        }

        void appendTo(StringBuilder text) {
            line(
                    text,
                    "%s: %d read (%d new, %d known, %d ignored, %d not understood)",
                    name,
                    read,
                    isNew,
                    known,
                    ignored,
                    quarantined);
            if (problem != null) {
                line(text, "%s: NOT READ TO THE END: %s", name, problem);
            }
        }
    }
}
