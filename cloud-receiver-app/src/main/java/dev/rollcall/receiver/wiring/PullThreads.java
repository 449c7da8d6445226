package dev.rollcall.receiver.wiring;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that fetch from terminals: so many and no more, none while there is nothing to do. Whoever made them closes them. */
final class PullThreads implements Executor, AutoCloseable {

    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor pool;
    private final Duration ending;

    PullThreads(int most, Duration ending) {
        this.ending = ending;
        this.pool = new ThreadPoolExecutor(0, most, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "rollcall-device-pull");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void execute(Runnable work) {
        pool.execute(work);
    }

    /** Those that wait for a terminal are interrupted; what they fetched is stored. */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            pool.awaitTermination(ending.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
