package dev.rollcall.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs schedules in this process, each of them in one thread. */
public final class Lab {

    private Lab() {}

    /** Runs one schedule of a house in which nothing was planted. */
    public static Verdict run(Schedule schedule) {
        return run(schedule, new Defect(), false);
    }

    /**
     * Runs one schedule.
     *
     * @param written whether lines are wanted of all that happens
     */
    public static Verdict run(Schedule schedule, Defect defect, boolean written) {
        return Silence.in(() -> new World(schedule, defect, written).run());
    }

    /** Runs all seeds of a range on as many threads as there are processors, and gives each verdict on, from any of them. */
    public static void runAll(long first, long count, Supplier<Defect> defects, Consumer<Verdict> judged) {
        runAll(first, count, defects, judged, Runtime.getRuntime().availableProcessors());
    }

    /** The same on so many threads: that changes nothing but how long it takes. */
    static void runAll(long first, long count, Supplier<Defect> defects, Consumer<Verdict> judged, int threads) {
        AtomicLong next = new AtomicLong(first);
        onThreads(threads, () -> {
            for (long seed = next.getAndIncrement(); seed < first + count; seed = next.getAndIncrement()) {
                judged.accept(run(Schedule.of(seed), defects.get(), false));
            }
        });
    }

    /** Does the same work on several threads, and waits for all. */
    static void onThreads(int threads, Runnable work) {
        ExecutorService crew = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int number = 0; number < threads; number++) {
                all.add(crew.submit(work));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            crew.shutdownNow();
        }
    }
}
