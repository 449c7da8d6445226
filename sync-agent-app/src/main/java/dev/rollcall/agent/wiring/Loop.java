package dev.rollcall.agent.wiring;

import dev.rollcall.agent.schedule.Scheduler;
import dev.rollcall.agent.schedule.Task;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of one task. Safe from any thread. */
final class Loop implements Scheduler.Handle {

    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private final String name;
    private final Task task;
    private final ThreadScheduler scheduler;
    private final Semaphore wakes = new Semaphore(0);
    private final AtomicLong signs = new AtomicLong();
    private final Thread thread;
    private volatile boolean busy;

    Loop(String name, Task task, ThreadScheduler scheduler) {
        this.name = name;
        this.task = task;
        this.scheduler = scheduler;
        this.thread = new Thread(this::drive, name);
        this.thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    @Override
    public void wake() {
        wakes.release();
    }

    void interrupt() {
        thread.interrupt();
    }

    void signOfLife(Thread sender) {
        if (sender.equals(thread)) {
            signs.incrementAndGet();
        }
    }

    /** Returns a number that changes as long as the loop gets on; -1 while it waits for its next step. */
    long signs() {
        return busy ? signs.get() : -1;
    }

    /** Returns what the thread is doing, as an exception to be logged. */
    IllegalStateException stuck() {
        IllegalStateException where = new IllegalStateException(name + " gets no further");
        where.setStackTrace(thread.getStackTrace());
        return where;
    }

    /** Waits for the end; false if it does not come until then. */
    boolean awaitEnd(long deadline) {
        try {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            thread.join(Math.max(1, left));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void drive() {
        try {
            while (!scheduler.isStopping()) {
                await(step());
            }
        } catch (Error broken) {
            scheduler.breakDown(name + " broke down", broken);
        }
    }

    private Duration step() {
        signs.incrementAndGet();
        busy = true;
        try {
            return task.step();
        } catch (RuntimeException failed) {
            if (!scheduler.isStopping()) {
                log.error("{} failed; it goes on in {}.", name, AFTER_FAILURE, failed);
            }
            return AFTER_FAILURE;
        } finally {
            busy = false;
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
