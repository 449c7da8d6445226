package dev.rollcall.simulation;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Runs schedules, many beside one another; each of them in one thread. */
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

    /** Runs all seeds of a range and gives each verdict on, from any thread. */
    public static void runAll(long first, long count, Supplier<Defect> defects, Consumer<Verdict> judged) {
        LongStream.range(first, first + count)
                .parallel()
                .forEach(seed -> judged.accept(run(Schedule.of(seed), defects.get(), false)));
    }
}
