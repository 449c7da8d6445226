package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.schedule.CronSchedule;
import dev.rollcall.agent.schedule.Task;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares at the times of a schedule, once for all that were missed, and soon after the receiver turned out to be another one: it may have
 * been restored from a backup.
 */
public final class VerifyTask implements Task {

    private static final Logger log = LoggerFactory.getLogger(VerifyTask.class);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final String ALARM = "not-complete";

    private final CronSchedule schedule;
    private final Journal journal;
    private final JournalFacts facts;
    private final InstantSource clock;
    private final Supplier<VerifyReport> verification;
    private final Instant notBefore;

    /**
     * Creates a task.
     *
     * @param notBefore nothing is compared before that, so that a start is not burdened
     */
    public VerifyTask(
            CronSchedule schedule,
            Journal journal,
            JournalFacts facts,
            InstantSource clock,
            Supplier<VerifyReport> verification,
            Instant notBefore) {
        this.schedule = schedule;
        this.journal = journal;
        this.facts = facts;
        this.clock = clock;
        this.verification = verification;
        this.notBefore = notBefore;
    }

    @Override
    public Duration step() {
        Instant now = clock.instant();
        boolean otherReceiver = facts.remembered(Fact.VERIFY_ASKED) != null;
        if (otherReceiver || (isDue(now) && !now.isBefore(notBefore))) {
            journal.remember(Fact.LAST_VERIFIED, now.toString());
            tell(verification.get());
            if (otherReceiver) {
                journal.forget(Fact.VERIFY_ASKED);
            }
        }
        return LOOK;
    }

    private boolean isDue(Instant now) {
        Instant last = last();
        return last == null || !now.isBefore(schedule.nextAfter(last)) || last.isAfter(now);
    }

    private @Nullable Instant last() {
        String text = facts.remembered(Fact.LAST_VERIFIED);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException damaged) {
            return null;
        }
    }

    private void tell(VerifyReport report) {
        for (VerifyReport.DeviceResult device : report.devices()) {
            long open = device.allFindings().stream()
                    .filter(finding -> finding.blocks())
                    .count();
            if (open > 0) {
                String text = "Device, journal and receiver do not agree in " + open
                        + " places; 'verify' names them. The first: "
                        + device.allFindings().stream()
                                .filter(finding -> finding.blocks())
                                .findFirst()
                                .orElseThrow();
                journal.raise(ALARM, device.name(), text, clock.instant());
            } else if (device.problem() == null) {
                journal.lower(ALARM, device.name());
            }
        }
        log.info(
                "Compared device, journal and receiver: {}.",
                report.exitCode() == 0 ? "complete" : "not shown to be complete");
    }
}
