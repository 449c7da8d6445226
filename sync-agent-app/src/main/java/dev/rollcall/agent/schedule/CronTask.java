package dev.rollcall.agent.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs work at once and then whenever cron says, never two at a time. The wall clock is looked at once a minute at least, so
 * that a clock set forward or back delays a run by no more than that.
 */
public final class CronTask implements Task {

    private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);

    private final CronSchedule schedule;
    private final InstantSource clock;
    private final Runnable work;
    private @Nullable Instant due;

    public CronTask(CronSchedule schedule, InstantSource clock, Runnable work) {
        this.schedule = schedule;
        this.clock = clock;
        this.work = work;
    }

    @Override
    public Duration step() {
        Instant now = clock.instant();
        if (due != null && now.isBefore(due)) {
            due = earlier(due, schedule.nextAfter(now));
            return untilDue(now, due);
        }
        due = schedule.nextAfter(now);
        work.run();
        Instant after = clock.instant();
        due = after.isBefore(due) ? due : schedule.nextAfter(after);
        return untilDue(after, due);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Duration untilDue(Instant now, Instant due) {
        Duration wait = Duration.between(now, due);
        return wait.compareTo(LONGEST_LOOK) < 0 ? wait : LONGEST_LOOK;
    }
}
