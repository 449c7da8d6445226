package dev.rollcall.simulation;

import dev.rollcall.simulation.planted.PlantedBug;

/** Looks for a planted bug. */
final class Hunt {

    private Hunt() {}

    /** Returns the first seed, from 1 on, that finds a bug; 0 if none of so many does. */
    static long seedOf(PlantedBug bug, long most) {
        for (long seed = 1; seed <= most; seed++) {
            if (!Lab.run(Schedule.of(seed), bug.plant(), false).isFine()) {
                return seed;
            }
        }
        return 0;
    }
}
