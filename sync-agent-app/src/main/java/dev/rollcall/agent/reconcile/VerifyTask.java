package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.schedule.Backoff;
import dev.rollcall.agent.schedule.CronSchedule;
import dev.rollcall.agent.schedule.Task;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares at the times of a schedule, once for all that were missed, and soon after the receiver turned out to be another one: it may have
 * been restored from a backup. Such a comparison is done again, at growing distances, with those that did not answer.
 */
public final class VerifyTask implements Task {

    private static final Logger log = LoggerFactory.getLogger(VerifyTask.class);
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final When when;
    private final Journal journal;
    private final JournalFacts facts;
    private final InstantSource clock;
    private final Comparison comparison;
    private final CompletenessAlarm alarm;

    private @Nullable String asked;
    private final Set<String> answered = new HashSet<>();
    private int failures;
    private long looksLeft;

    /**
     * When is compared.
     *
     * @param schedule  the times
     * @param notBefore nothing is compared by schedule before that, so that a start is not burdened
     * @param backoff   how long to wait for those that did not answer
     */
    public record When(CronSchedule schedule, Instant notBefore, Backoff backoff) {}

    /** Compares devices, journal and receiver. */
    @FunctionalInterface
    public interface Comparison {

        /** Compares the devices whose configured names are wanted. */
        VerifyReport of(Predicate<String> wanted);
    }

    public VerifyTask(When when, Journal journal, JournalFacts facts, InstantSource clock, Comparison comparison) {
        this.when = when;
        this.journal = journal;
        this.facts = facts;
        this.clock = clock;
        this.comparison = comparison;
        this.alarm = new CompletenessAlarm(journal, facts, clock);
    }

    @Override
    public Duration step() {
        Instant now = clock.instant();
        look(facts.remembered(Fact.VERIFY_ASKED));
        boolean due = isDue(now) && !now.isBefore(when.notBefore());
        if (due) {
            answered.clear();
        }
        if (due || (asked != null && looksLeft-- <= 0)) {
            compare(now);
        }
        return LOOK;
    }

    /** A receiver that is another one again is asked at once, and of all devices. */
    private void look(@Nullable String store) {
        if (!Objects.equals(store, asked)) {
            asked = store;
            answered.clear();
            failures = 0;
            looksLeft = 0;
        }
    }

    private void compare(Instant now) {
        journal.remember(Fact.LAST_VERIFIED, now.toString());
        // Counted before: what ends in an exception is not to be repeated with every look either.
        failures = asked == null ? 0 : failures + 1;
        looksLeft = when.backoff().after(failures).dividedBy(LOOK);
        VerifyReport report = comparison.of(name -> !answered.contains(name));
        alarm.tell(report, answered);
        log.info(
                "Compared device, journal and receiver: {}.",
                report.exitCode() == 0 ? "complete" : "not shown to be complete");
        if (asked != null) {
            noteAnswers(asked, report);
        }
    }

    private void noteAnswers(String store, VerifyReport report) {
        Set<String> open = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (VerifyReport.DeviceResult device : report.devices()) {
            (report.problem() == null && device.isAnswered() ? seen : open).add(device.name());
        }
        // A device that was replaced has the name of the one in its place; both are to be compared.
        seen.removeAll(open);
        answered.addAll(seen);
        boolean all = report.problem() == null && open.isEmpty();
        if (all && store.equals(facts.remembered(Fact.VERIFY_ASKED))) {
            journal.forget(Fact.VERIFY_ASKED);
        } else {
            log.info(
                    "The receiver's database is another one, and not all could be compared with it; tried again soon.");
        }
    }

    private boolean isDue(Instant now) {
        Instant last = last();
        return last == null || !now.isBefore(when.schedule().nextAfter(last)) || last.isAfter(now);
    }

    private @Nullable Instant last() {
        String text = facts.remembered(Fact.LAST_VERIFIED);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException damaged) {
            return null;
        }
    }
}
