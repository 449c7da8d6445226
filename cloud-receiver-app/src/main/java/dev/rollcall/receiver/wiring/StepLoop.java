package dev.rollcall.receiver.wiring;

import dev.rollcall.receiver.inbox.Step;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one step in one thread until it is stopped; a failing step is logged and tried again after the interval. */
final class StepLoop {

    private static final Logger log = LoggerFactory.getLogger(StepLoop.class);

    private final String name;
    private final Step step;
    private final Duration interval;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopped;

    StepLoop(String name, Step step, Duration interval) {
        this.name = name;
        this.step = step;
        this.interval = interval;
        this.thread = new Thread(this::loop, "rollcall-" + name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void wake() {
        wakes.release();
    }

    /** Lets the running piece of work end; it is not interrupted, since it may be in the middle of a commit. */
    void stop(Duration ending) {
        stopped = true;
        wake();
        try {
            thread.join(ending.toMillis());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (!stopped) {
            boolean more = runOnce();
            if (!more) {
                await();
            }
        }
    }

    private boolean runOnce() {
        try {
            return step.run();
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError failed) {
            // One body that is too much must not end the step for all that come after it.
            log.error("step {} failed; it will keep running and try again", name, failed);
            wakes.drainPermits();
            return false;
        }
    }

    private void await() {
        try {
            if (wakes.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                wakes.drainPermits();
            }
        } catch (InterruptedException surprise) {
            log.warn("step {} was interrupted and stops", name);
            stopped = true;
            Thread.currentThread().interrupt();
        }
    }
}
