package dev.rollcall.agent.schedule;

import java.util.List;
import java.util.function.Supplier;

/**
 * Does work beside the caller. Production has threads for it; {@link #ALONE} has none and does everything in turn, so that a
 * simulation stays in one thread.
 */
public interface Crew {

    /** Nobody but the caller: work begun ahead is done when its result is asked for. */
    Crew ALONE = new Crew() {
        @Override
        public <T> Supplier<T> begin(Supplier<T> work) {
            return work;
        }

        @Override
        public boolean isAlone() {
            return true;
        }
    };

    /**
     * Begins work.
     *
     * @return gives the result, or throws what the work threw, waiting for it if need be; to be asked once. When the asking
     *     thread is interrupted, so is the work, and {@link java.util.concurrent.CancellationException} tells
     */
    <T> Supplier<T> begin(Supplier<T> work);

    /** Tells whether nobody works beside the caller, so that work begun is not done before its result is asked for. */
    default boolean isAlone() {
        return false;
    }

    /**
     * Does all of this at the same time, as far as there is somebody to do it, and waits for all of it.
     *
     * @return the results, in the order of the work; what the first failing piece threw is thrown once all have ended
     */
    default <T> List<T> doAll(List<Supplier<T>> work) {
        if (work.size() == 1) {
            return List.of(work.get(0).get());
        }
        List<Supplier<T>> begun = work.stream().map(this::begin).toList();
        return new Outcomes<>(begun).all();
    }
}
