package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.reconcile.VerifyScope.Reach;
import dev.rollcall.agent.schedule.Backoff;
import dev.rollcall.agent.schedule.CronSchedule;
import dev.rollcall.agent.schedule.Task;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares at the times of a schedule, once for all that were missed, and soon after the receiver turned out to be another one: it may have
 * been restored from a backup. Such a comparison goes back as far as the journal does, in steps, and is done again, at growing distances, with
 * those that did not answer.
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
    private final Asking asking = new Asking();
    private int failures;
    private long looksLeft;
    private @Nullable Instant reckonedFrom;
    private @Nullable Instant reckoned;

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

        /** Compares the devices whose configured names are wanted, so far back. */
        VerifyReport of(Predicate<String> wanted, Reach reach);
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
            asking.begin();
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
            asking.begin();
            failures = 0;
            looksLeft = 0;
        }
    }

    private void compare(Instant now) {
        journal.remember(Fact.LAST_VERIFIED, now.toString());
        // Counted before: what ends in an exception is not to be repeated with every look either.
        failures = asked == null ? 0 : failures + 1;
        looksLeft = when.backoff().after(failures).dividedBy(LOOK);
        Set<String> answered = Set.copyOf(asking.answered());
        boolean older = asking.isOlder();
        VerifyReport report =
                comparison.of(name -> !answered.contains(name), asked == null ? Reach.LATELY : asking.reach());
        alarm.tell(report, answered, older);
        log.info(
                "Compared device, journal and receiver{}: {}.",
                older ? ", older days" : "",
                report.exitCode() == 0 ? "complete" : "not shown to be complete");
        if (asked != null) {
            goOn(asked, asking.note(report));
        }
    }

    private void goOn(String store, Asking.Next next) {
        if (next == Asking.Next.OLDER) {
            // That step came to its end. How long to wait is a matter of whole rounds.
            failures--;
            looksLeft = 0;
        } else if (next == Asking.Next.NOTHING && store.equals(facts.remembered(Fact.VERIFY_ASKED))) {
            journal.forget(Fact.VERIFY_ASKED);
        } else {
            log.info(
                    "The receiver's database is another one, and not all could be compared with it; tried again soon.");
        }
    }

    private boolean isDue(Instant now) {
        Instant last = last();
        return last == null || !now.isBefore(nextAfter(last)) || last.isAfter(now);
    }

    /** Asked with every look, and always of the same moment until the next comparison. */
    private Instant nextAfter(Instant last) {
        if (reckoned == null || !last.equals(reckonedFrom)) {
            reckoned = when.schedule().nextAfter(last);
            reckonedFrom = last;
        }
        return reckoned;
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
