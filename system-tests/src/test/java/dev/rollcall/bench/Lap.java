package dev.rollcall.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * One measured stretch.
 *
 * @param events    events stored
 * @param seconds   how long that took
 * @param processor what the measured processes took of processor time
 * @param database  what the database took of it
 */
record Lap(long events, double seconds, Duration processor, Duration database) {

    /** Work for one of several threads that begin at once. */
    interface Share {
        long run(int thread) throws Exception;
    }

    double perSecond() {
        return events / seconds;
    }

    double microsPerEvent() {
        return processor.toNanos() / 1e3 / events;
    }

    double databaseMicrosPerEvent() {
        return database.toNanos() / 1e3 / events;
    }

    /** Lets so many threads do their shares; each returns how many events it stored. */
    static Lap of(int threads, Supplier<Duration> program, Supplier<Duration> database, Share share) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Long>> shares = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                shares.add(() -> share.run(number));
            }
            Duration programBefore = program.get();
            Duration databaseBefore = database.get();
            long begun = System.nanoTime();
            long events = 0;
            for (Future<Long> one : pool.invokeAll(shares)) {
                events += one.get();
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            Duration ofDatabase = database.get().minus(databaseBefore);
            return new Lap(events, seconds, program.get().minus(programBefore).plus(ofDatabase), ofDatabase);
        } finally {
            pool.shutdown();
        }
    }

    /** Returns the lap in the middle by rate. */
    static Lap median(List<Lap> laps) {
        return laps.stream()
                .sorted(Comparator.comparingDouble(Lap::perSecond))
                .skip(laps.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
