package dev.rollcall.receiver.web;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Waiting for the rest of bodies that nobody wants, as a courtesy: so that senders get to see their answer. So many threads may be
 * at it and no more; when that many are, others hang up at once. Thread-safe.
 */
final class Lingering {

    private final Duration time;
    private final Semaphore places;

    /**
     * Makes it.
     *
     * @param time how long one waits
     * @param most how many may wait at a time
     */
    Lingering(Duration time, int most) {
        this.time = time;
        this.places = new Semaphore(most);
    }

    /** Reads and forgets what is left of a body, for a while. */
    void over(TimedStream body) {
        if (body.isFinished() || !places.tryAcquire()) {
            return;
        }
        try {
            body.endsWithin(Deadline.in(time));
        } finally {
            places.release();
        }
    }
}
