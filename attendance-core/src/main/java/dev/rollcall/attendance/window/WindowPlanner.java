package dev.rollcall.attendance.window;

import dev.rollcall.attendance.event.EventTime;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans what to ask of a device next and how far its checkpoint may move. Pure; one instance per device policy. */
public final class WindowPlanner {

    /** No terminal has logged anything before it. A cleared clock starts here. */
    static final LocalDateTime BEGINNING = LocalDateTime.of(1970, 1, 1, 0, 0);
    /** The last wall clock terminals accept. */
    static final LocalDateTime END = LocalDateTime.of(2037, 12, 31, 23, 59, 59);

    private final WindowPolicy policy;

    public WindowPlanner(WindowPolicy policy) {
        this.policy = policy;
    }

    /**
     * Plans a pass.
     *
     * @param checkpoint how far the device has been read; null if it never was
     * @param now        the device clock, read just before
     */
    public Plan plan(@Nullable Checkpoint checkpoint, DeviceClock now) {
        if (checkpoint == null) {
            return plan(now, Plan.Reason.FIRST_PASS, BEGINNING, true);
        }
        Duration moved = moved(checkpoint.clock(), now);
        if (checkpoint.isFirstPassUnderWay()) {
            return plan(
                    now, Plan.Reason.FIRST_PASS_RESUMED, checkpoint.position().minus(moved), true);
        }
        if (sweepIsDue(checkpoint, now)) {
            return plan(now, Plan.Reason.SWEEP, BEGINNING, true);
        }
        if (!moved.isZero()) {
            return plan(now, Plan.Reason.CLOCK_MOVED, checkpoint.position().minus(moved), true);
        }
        return plan(now, Plan.Reason.CATCH_UP, checkpoint.position(), false);
    }

    /** Plans the pass that follows a noticed reset of the device's log: everything the device holds. */
    public Plan planAfterReset(DeviceClock now) {
        return plan(now, Plan.Reason.LOG_RESET, BEGINNING, true);
    }

    /** Plans the pass that follows noticed holes among the serials: everything the device holds. */
    public Plan planAfterHoles(DeviceClock now) {
        return plan(now, Plan.Reason.SWEEP, BEGINNING, true);
    }

    /**
     * Returns the checkpoint after part of a plan's main slice was read and stored. Where the clock was moved nothing moves until
     * the plan is finished: a position is one of a clock, and this plan's may be gone before the next.
     *
     * @param before  the checkpoint so far; null if there was none
     * @param plan    the plan under way
     * @param reached the wall clock before which everything of the main slice is stored
     */
    public Checkpoint reached(@Nullable Checkpoint before, Plan plan, LocalDateTime reached) {
        if (before != null && !moved(before.clock(), plan.clock()).isZero()) {
            return before;
        }
        LocalDateTime position = cap(latest(before, reached), plan.clock());
        return before == null
                ? new Checkpoint(position, plan.clock(), null, null)
                : new Checkpoint(position, before.clock(), before.newest(), before.lastSweep());
    }

    /** Returns the checkpoint after a walk by serials has read and stored everything up to an event. */
    public Checkpoint walked(Checkpoint before, Anchor newest) {
        return new Checkpoint(before.position(), before.clock(), newest, before.lastSweep());
    }

    /**
     * Returns the checkpoint after a whole plan was read and stored.
     *
     * @param before the checkpoint so far; null if there was none
     * @param plan   the finished plan
     * @param log    what the pass saw of the device's log
     */
    public Checkpoint finished(@Nullable Checkpoint before, Plan plan, LogSight log) {
        LocalDateTime position = cap(latest(before, plan.main().endExclusive()), plan.clock());
        Anchor known = before == null || plan.reason() == Plan.Reason.LOG_RESET ? null : before.newest();
        // A first pass that was resumed has read everything, though not at once: that need not be read again at once.
        boolean sweeps = plan.isSweep() || plan.reason() == Plan.Reason.FIRST_PASS_RESUMED;
        return new Checkpoint(
                position,
                plan.clock(),
                log.newest() != null ? log.newest() : known,
                sweeps ? plan.clock().readAt() : before == null ? Checkpoint.LONG_AGO : before.lastSweep());
    }

    private Plan plan(DeviceClock now, Plan.Reason reason, LocalDateTime from, boolean withFuture) {
        LocalDateTime end = later(now.wallClock(), BEGINNING.plusSeconds(1));
        LocalDateTime overlapped = end.minus(policy.overlap());
        LocalDateTime start = from.isBefore(overlapped) ? from : overlapped;
        if (policy.startFrom() != null) {
            start = later(start, policy.startFrom());
        }
        start = later(start, BEGINNING);
        List<Slice> slices = new ArrayList<>();
        slices.add(Slice.of(start.isBefore(end) ? start : end.minusSeconds(1), end));
        if (withFuture && end.isBefore(END)) {
            slices.add(Slice.of(end, END));
        }
        if (withFuture && policy.startFrom() != null && start.isAfter(EventTime.CLOCKS_WERE_SET_BY)) {
            slices.add(Slice.of(BEGINNING, EventTime.CLOCKS_WERE_SET_BY));
        }
        return new Plan(now, reason, slices);
    }

    private boolean sweepIsDue(Checkpoint checkpoint, DeviceClock now) {
        if (checkpoint.lastSweep() == null) {
            return true;
        }
        Duration since = Duration.between(checkpoint.lastSweep(), now.readAt());
        return since.isNegative() || since.compareTo(policy.sweepEvery()) >= 0;
    }

    private Duration moved(@Nullable DeviceClock last, DeviceClock now) {
        return last == null ? Duration.ZERO : ClockMove.between(last, now, policy.clockTolerance());
    }

    private static LocalDateTime latest(@Nullable Checkpoint before, LocalDateTime reached) {
        return before == null ? reached : later(before.position(), reached);
    }

    private LocalDateTime cap(LocalDateTime position, DeviceClock clock) {
        LocalDateTime highest = clock.wallClock().minus(policy.overlap());
        return position.isBefore(highest) ? position : highest;
    }

    private static LocalDateTime later(LocalDateTime a, LocalDateTime b) {
        return a.isAfter(b) ? a : b;
    }
}
