package dev.rollcall.simulator;

import java.util.concurrent.Executor;

/**
 * Takes each request from the thread of the server that sees it come to a thread of its own, and remembers when it came: the
 * time that the hand-over takes is part of the device's latency, not on top of it. Safe for several threads.
 */
final class Arrivals implements Executor {
    private final Executor threads;
    private final ThreadLocal<Long> seen = new ThreadLocal<>();

    Arrivals(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable request) {
        Long now = System.nanoTime();
        threads.execute(() -> {
            seen.set(now);
            try {
                request.run();
            } finally {
                seen.remove();
            }
        });
    }

    /** {@link System#nanoTime} when the first bytes of the request that this thread answers had come; now, if it answers none. */
    long ofThisRequest() {
        Long came = seen.get();
        return came == null ? System.nanoTime() : came;
    }
}
