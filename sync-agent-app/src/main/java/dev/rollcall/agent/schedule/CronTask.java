package dev.rollcall.agent.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work at once and then whenever cron says, never two at a time; runs that were missed are caught up by one. The wall clock
 * is looked at once a minute at least, so that a clock set forward or back, or a computer that slept, delays a run by no more
 * than that.
 */
public final class CronTask implements Task {

    private static final Logger log = LoggerFactory.getLogger(CronTask.class);
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);

    private final CronSchedule schedule;
    private final Duration late;
    private final InstantSource clock;
    private final Runnable work;
    private final AtomicBoolean asked = new AtomicBoolean();
    private @Nullable Instant due;

    public CronTask(CronSchedule schedule, InstantSource clock, Runnable work) {
        this(schedule, Duration.ZERO, clock, work);
    }

    /**
     * Creates a task.
     *
     * @param late how long after the schedule's moment this one begins; not at the start
     */
    public CronTask(CronSchedule schedule, Duration late, InstantSource clock, Runnable work) {
        this.schedule = schedule;
        this.late = late;
        this.clock = clock;
        this.work = work;
    }

    /** Lets the work be done in the next step, whatever cron says. Safe from any thread. */
    public void runSoon() {
        asked.set(true);
    }

    @Override
    public Duration step() {
        Instant now = clock.instant();
        boolean soon = asked.getAndSet(false);
        if (due != null && now.isBefore(due) && !soon) {
            due = earlier(due, nextAfter(now));
            return untilDue(now, due);
        }
        due = nextAfter(now);
        work.run();
        Instant after = clock.instant();
        if (!after.isBefore(due)) {
            log.warn("The run due at {} was left out, since the one before it took until now ({}).", due, after);
            due = nextAfter(after);
        }
        return untilDue(after, due);
    }

    private Instant nextAfter(Instant now) {
        return schedule.nextAfter(now.minus(late)).plus(late);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Duration untilDue(Instant now, Instant due) {
        Duration wait = Duration.between(now, due);
        return wait.compareTo(LONGEST_LOOK) < 0 ? wait : LONGEST_LOOK;
    }
}
