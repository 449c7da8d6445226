package dev.rollcall.agent.wiring;

import java.time.Duration;
import java.util.function.Consumer;

/** Hands on what it is given, no more often than it should. Safe from any thread. */
public final class Paced<T> implements Consumer<T> {

    private final Duration every;
    private final Consumer<T> target;
    private long last;
    private boolean begun;

    /**
     * Creates one.
     *
     * @param every the least time between two
     */
    public Paced(Duration every, Consumer<T> target) {
        this.every = every;
        this.target = target;
    }

    @Override
    public synchronized void accept(T given) {
        long now = System.nanoTime();
        if (!begun || now - last >= every.toNanos()) {
            begun = true;
            last = now;
            target.accept(given);
        }
    }
}
