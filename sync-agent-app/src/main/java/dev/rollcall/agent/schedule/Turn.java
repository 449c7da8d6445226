package dev.rollcall.agent.schedule;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets one piece of work at a time go on at a device: scheduled passes, backfills and the doctor wait for one another. */
public interface Turn {

    /** Nobody else is there: everything goes on at once. */
    Turn FREE = new Turn() {
        @Override
        public <T> T take(Supplier<T> work) {
            return work.get();
        }
    };

    /**
     * Waits for the turn, does the work, and gives the turn to whoever has waited longest.
     *
     * @throws java.util.concurrent.CancellationException if the waiting thread is interrupted
     */
    <T> T take(Supplier<T> work);

    /**
     * The same for work that can do without: gives up waiting after a while, where that is possible.
     *
     * @return what the work came to; empty if the turn did not come in time
     * @throws java.util.concurrent.CancellationException if the waiting thread is interrupted
     */
    default <T> Optional<T> takeWithin(Duration patience, Supplier<T> work) {
        return Optional.of(take(work));
    }
}
