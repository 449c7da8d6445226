package dev.rollcall.agent.wiring;

import dev.rollcall.agent.schedule.Pause;
import dev.rollcall.agent.schedule.Scheduler;
import dev.rollcall.agent.schedule.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread for each task. Waiting is by the monotonic clock. Safe from any thread. */
final class ThreadScheduler implements Scheduler, Pause {

    private static final Logger log = LoggerFactory.getLogger(ThreadScheduler.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Loop> loops = new CopyOnWriteArrayList<>();

    @Override
    public Handle start(String name, Task task) {
        Loop loop = new Loop(name, task);
        loops.add(loop);
        loop.thread.start();
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

    /** Says that no step is to begin any more, and waits for none. */
    void end() {
        stopped.countDown();
    }

    /** Blocks until {@link #stop} or {@link #end} is called. */
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
        loops.forEach(loop -> loop.thread.interrupt());
        long deadline = System.nanoTime() + patience.toNanos();
        boolean ended = true;
        for (Loop loop : loops) {
            ended &= endOf(loop.thread, deadline);
        }
        return ended;
    }

    private static boolean endOf(Thread thread, long deadline) {
        try {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            thread.join(Math.max(1, left));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private final class Loop implements Handle {

        private final String name;
        private final Task task;
        private final Semaphore wakes = new Semaphore(0);
        private final Thread thread;

        Loop(String name, Task task) {
            this.name = name;
            this.task = task;
            this.thread = new Thread(this::drive, name);
            this.thread.setDaemon(true);
        }

        @Override
        public void wake() {
            wakes.release();
        }

        private void drive() {
            while (!isStopping()) {
                await(step());
            }
        }

        private Duration step() {
            try {
                return task.step();
            } catch (RuntimeException failed) {
                if (!isStopping()) {
                    log.error("{} failed; it goes on in {}.", name, AFTER_FAILURE, failed);
                }
                return AFTER_FAILURE;
            }
        }

        private void await(Duration wait) {
            try {
                if (!wait.isZero() && wakes.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                    wakes.drainPermits();
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
