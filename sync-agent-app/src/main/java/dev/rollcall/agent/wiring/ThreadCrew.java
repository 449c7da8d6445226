package dev.rollcall.agent.wiring;

import dev.rollcall.agent.schedule.Crew;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A thread for each piece of work under way. */
final class ThreadCrew implements Crew {

    private final Consumer<Error> broken;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "crew");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Creates a crew.
     *
     * @param broken is told of an {@link Error}, also where nobody asks for the result any more
     */
    ThreadCrew(Consumer<Error> broken) {
        this.broken = broken;
    }

    @Override
    public <T> Supplier<T> begin(Supplier<T> work) {
        Future<T> begun = threads.submit(() -> done(work));
        return () -> resultOf(begun);
    }

    /**
     * Interrupts what is under way, which finishes or rolls back.
     *
     * @return false if some of it did not end in time
     */
    boolean stop(Duration patience) {
        threads.shutdownNow();
        try {
            return threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> T done(Supplier<T> work) {
        try {
            return work.get();
        } catch (Error error) {
            broken.accept(error);
            throw error;
        }
    }

    private static <T> T resultOf(Future<T> begun) {
        try {
            return begun.get();
        } catch (InterruptedException stopping) {
            begun.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof RuntimeException thrown) {
                throw thrown;
            }
            if (cause instanceof Error broken) {
                throw broken;
            }
            throw new IllegalStateException("work failed in a way it cannot", failed);
        }
    }
}
