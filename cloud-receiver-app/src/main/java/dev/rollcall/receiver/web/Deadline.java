package dev.rollcall.receiver.web;

import java.time.Duration;

/** A moment up to which something may take, by the clock that nobody sets. Immutable. */
final class Deadline {

    private final Duration time;
    private final long end;

    private Deadline(Duration time) {
        this.time = time;
        this.end = System.nanoTime() + time.toNanos();
    }

    /** Returns the end of a time that begins now. */
    static Deadline in(Duration time) {
        return new Deadline(time);
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    /** Says how long the time was. */
    @Override
    public String toString() {
        return time.toMillis() + " ms";
    }
}
