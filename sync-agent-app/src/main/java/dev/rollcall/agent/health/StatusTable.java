package dev.rollcall.agent.health;

import dev.rollcall.agent.health.StatusReport.DeviceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the agent's state as a small table whose first line answers whether it works. */
final class StatusTable {

    private static final List<String> HEADS =
            List.of("", "TERMINAL", "STATE", "LAST READ", "READ UP TO", "WAITING", "MEMORY", "CLOCK", "ALARMS");
    private static final int PERCENT = 100;
    private static final int GAP = 2;
    private static final int MARK = 9;
    private static final String OK = "ok";
    private static final String PROBLEM = "PROBLEM";

    private final StatusReport report;
    private final Instant now;
    private final StringBuilder text = new StringBuilder();

    private StatusTable(StatusReport report, Instant now) {
        this.report = report;
        this.now = now;
    }

    static String of(StatusReport report, Instant now) {
        StatusTable table = new StatusTable(report, now);
        table.line(table.answer());
        table.line("");
        table.devices();
        table.receiver();
        table.schedule();
        report.problems().forEach(problem -> table.line(mark(false) + problem));
        report.devices()
                .forEach(device ->
                        device.alarms().forEach(alarm -> table.line(padded("WARNING") + device.name() + ": " + alarm)));
        report.journal().alarms().forEach(alarm -> table.line(padded("WARNING") + alarm));
        report.journal().warnings().forEach(warning -> table.line(padded("WARNING") + warning));
        report.warnings().forEach(warning -> table.line(padded("WARNING") + warning));
        return table.text.toString();
    }

    private String answer() {
        long unread = report.devices().stream()
                .filter(device -> device.lastRead() == null)
                .count();
        if (!report.problems().isEmpty()) {
            return "DOES NOT WORK as it should: " + report.problems().get(0)
                    + (report.problems().size() > 1
                            ? " (and " + (report.problems().size() - 1) + " more, see below)"
                            : "");
        }
        return "WORKS: " + report.devices().size() + (report.devices().size() == 1 ? " terminal" : " terminals")
                + (unread > 0 ? ", " + unread + " not read yet" : " read")
                + ", " + (report.waiting() == 0 ? "nothing waits" : report.waiting() + " events on their way")
                + (report.running().daemon() ? "." : "; no agent runs now.");
    }

    private void devices() {
        List<List<String>> rows = new ArrayList<>(List.of(HEADS));
        report.devices().forEach(device -> rows.add(row(device)));
        int[] widths = new int[HEADS.size()];
        widths[0] = MARK - GAP;
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + GAP));
            }
            line(line.toString());
        }
        line("");
    }

    private List<String> row(DeviceState device) {
        String state = device.condition().state();
        boolean well = state.equals("ok") || state.equals("never-read");
        Double fill = device.log().ringFill();
        return List.of(
                well ? OK : PROBLEM,
                device.name(),
                state,
                age(device.lastRead()),
                device.checkpoint() == null ? "-" : device.checkpoint().replace('T', ' '),
                device.waiting() + (device.blocked() > 0 ? " (" + device.blocked() + " rejected)" : ""),
                fill == null ? "-" : String.format(Locale.ROOT, "%.0f %%", fill * PERCENT),
                device.clockOffsetSeconds() == null
                        ? "-"
                        : String.format(Locale.ROOT, "%+.1f s", device.clockOffsetSeconds()),
                Integer.toString(device.alarms().size()));
    }

    private void receiver() {
        StatusReport.ReceiverState receiver = report.receiver();
        line(mark(receiver.problem() == null) + "receiver " + receiver.url() + ": last answer "
                + age(receiver.lastAnswered()) + "; " + report.waiting() + " waiting, " + report.blocked()
                + " rejected, "
                + report.settled() + " delivered");
        for (DeviceState device : report.devices()) {
            Long oldest = device.queue().oldestSeconds();
            if (oldest != null) {
                String next = device.queue().nextAttempt();
                boolean ahead = next != null && Instant.parse(next).isAfter(now);
                line(padded("") + device.name() + ": " + device.waiting() + " wait, the oldest for "
                        + StatusText.span(Duration.ofSeconds(Math.max(0, oldest)))
                        + (ahead ? ", tried again at " + next : "")
                        + (device.queue().reason() == null
                                ? ""
                                : ": " + device.queue().reason()));
            }
        }
    }

    private void schedule() {
        String next = report.schedule().nextRun();
        String holder = report.running().holder();
        line(mark(Judgement.isRead(report, now)) + "schedule "
                + report.schedule().cron() + ": "
                + (next == null ? "next run when 'run' is started" : "next run " + ahead(next)) + ", last run "
                + age(report.lastRun())
                + (holder == null || report.running().daemon() ? "" : "; '" + holder + "' is under way"));
        report.commands()
                .forEach(command -> line(padded("") + "command " + command.name() + ": " + command.state()
                        + ", asked for " + age(command.askedAt())));
    }

    private String age(@Nullable String instant) {
        if (instant == null) {
            return "never";
        }
        Duration age = Duration.between(Instant.parse(instant), now);
        return age.isNegative() ? instant : StatusText.span(age) + " ago";
    }

    private String ahead(String instant) {
        Duration wait = Duration.between(now, Instant.parse(instant));
        return wait.isNegative() ? "at " + instant : "in " + StatusText.span(wait);
    }

    private static String mark(boolean well) {
        return padded(well ? OK : PROBLEM);
    }

    private static String padded(String mark) {
        return mark + " ".repeat(MARK - mark.length());
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append(System.lineSeparator());
    }
}
