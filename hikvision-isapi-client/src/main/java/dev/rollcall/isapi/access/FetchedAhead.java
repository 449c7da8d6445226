package dev.rollcall.isapi.access;

import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.access.EventLeg.Fetched;
import dev.rollcall.isapi.internal.DeviceConnection;
import dev.rollcall.isapi.internal.Line;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches pages on a thread of the connection, one after the other, while the caller works on those before. It stops when two wait,
 * when one fails and when the search has ended, so that nothing is left behind by a caller who loses interest. The thread that has an
 * answer sends the next request: handing either over to another thread would cost as much as a small terminal's own work.
 */
final class FetchedAhead {

    private static final int MOST_WAITING = 2;

    private final DeviceConnection connection;
    private final Supplier<Fetched> search;
    private final Line line = new Line();
    private final Queue<Outcome> waiting = new ArrayDeque<>();
    private boolean fetching;

    /** Nothing is fetched before the caller has seen the failure, or ever after the last page. */
    private boolean held;

    /** @param search fetches one page; called on one thread at a time */
    FetchedAhead(DeviceConnection connection, Supplier<Fetched> search) {
        this.connection = connection;
        this.search = search;
    }

    Line line() {
        return line;
    }

    /**
     * The next page, when it is there.
     *
     * @throws IsapiException what the search threw; the same page comes next
     */
    Fetched next() {
        return take().page();
    }

    private synchronized Outcome take() {
        while (waiting.isEmpty()) {
            fetchOn();
            try {
                wait();
            } catch (InterruptedException e) {
                line.cancel();
                throw connection.interrupted(e);
            }
        }
        Outcome outcome = waiting.remove();
        if (outcome.isFailure()) {
            held = false;
        } else {
            fetchOn();
        }
        return outcome;
    }

    private void fetchOn() {
        if (!fetching && !held && waiting.size() < MOST_WAITING) {
            line.renew();
            connection.run(this::fetch);
            fetching = true;
        }
    }

    private void fetch() {
        boolean goesOn;
        do {
            goesOn = keep(outcome());
        } while (goesOn);
    }

    private Outcome outcome() {
        try {
            return new Outcome(search.get(), null);
        } catch (RuntimeException failure) {
            return new Outcome(null, failure);
        } catch (Error e) {
            return new Outcome(null, new IllegalStateException("fetching a page ended in a way it cannot", e));
        }
    }

    private synchronized boolean keep(Outcome outcome) {
        // Who cancelled has been told already.
        boolean known = outcome.isFailure() && line.isCancelled();
        if (!known) {
            waiting.add(outcome);
            held = outcome.isFailure() || outcome.isLast();
        }
        fetching = !known && !held && waiting.size() < MOST_WAITING;
        notifyAll();
        return fetching;
    }

    /** A page, or why there is none. */
    private record Outcome(
            @Nullable Fetched found, @Nullable RuntimeException failure) {

        boolean isFailure() {
            return failure != null;
        }

        boolean isLast() {
            return found != null && found.last();
        }

        Fetched page() {
            if (found != null) {
                return found;
            }
            throw Objects.requireNonNull(failure);
        }
    }
}
