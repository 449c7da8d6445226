package dev.rollcall.agent.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for several pieces of work, also after one of them has failed. */
final class Outcomes<T> {

    private final List<Supplier<T>> begun;
    private @Nullable RuntimeException first;

    Outcomes(List<Supplier<T>> begun) {
        this.begun = begun;
    }

    List<T> all() {
        List<T> results = new ArrayList<>();
        for (Supplier<T> work : begun) {
            try {
                results.add(work.get());
            } catch (RuntimeException failed) {
                remember(failed);
            }
        }
        if (first != null) {
            throw first;
        }
        return results;
    }

    private void remember(RuntimeException failed) {
        if (first == null) {
            first = failed;
        } else if (first != failed) {
            first.addSuppressed(failed);
        }
    }
}
