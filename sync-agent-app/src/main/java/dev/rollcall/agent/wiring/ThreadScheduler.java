package dev.rollcall.agent.wiring;

import dev.rollcall.agent.schedule.Pause;
import dev.rollcall.agent.schedule.Scheduler;
import dev.rollcall.agent.schedule.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread for each task. Waiting is by the monotonic clock. A step that throws is repeated later; an {@link Error}, or a step
 * that gives no sign of life for too long, ends all loops, and the process is to end: one loop less would go unnoticed. Safe from
 * any thread.
 */
final class ThreadScheduler implements Scheduler, Pause {

    private static final Logger log = LoggerFactory.getLogger(ThreadScheduler.class);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final Watchdog watchdog;

    /**
     * Creates a scheduler.
     *
     * @param stepLimit how long a step may give no sign of life
     */
    ThreadScheduler(Duration stepLimit) {
        this.watchdog = new Watchdog(this, loops, stepLimit);
    }

    @Override
    public Handle start(String name, Task task) {
        Loop loop = new Loop(name, task, this);
        loops.add(loop);
        loop.begin();
        watchdog.begin();
        return loop;
    }

    @Override
    public boolean waitFor(Duration duration) {
        try {
            return !stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean isStopping() {
        return stopped.getCount() == 0;
    }

    /** Tells that the step of the calling thread, if it is one of ours, gets on. */
    void signOfLife() {
        loops.forEach(loop -> loop.signOfLife(Thread.currentThread()));
    }

    /** Ends all loops because something is broken that cannot be repaired from within. */
    void breakDown(String what, Throwable cause) {
        if (broken.compareAndSet(null, cause)) {
            stopped.countDown();
            log.error("{}. The agent ends, so that whoever started it starts it again; nothing is lost.", what, cause);
        }
    }

    /** Returns what broke; null if nothing has. */
    @Nullable Throwable broken() {
        return broken.get();
    }

    /** Blocks until {@link #stop} is called or something breaks. */
    void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /**
     * Ends all loops: steps under way are interrupted and finish or roll back.
     *
     * @return false if some step did not end in time
     */
    boolean stop(Duration patience) {
        stopped.countDown();
        loops.forEach(Loop::interrupt);
        long deadline = System.nanoTime() + patience.toNanos();
        boolean ended = true;
        for (Loop loop : loops) {
            ended &= loop.awaitEnd(deadline);
        }
        return ended;
    }
}
