package dev.rollcall.simulation;

import dev.rollcall.simulation.planted.PlantedBug;

/**
 * A planted bug, and what finds it.
 *
 * @param bug     the bug
 * @param seed    the first seed, from 1 on, that finds it; 0 if none of those tried does
 * @param promise the promise that is broken then; empty if none is
 */
record Hunt(PlantedBug bug, long seed, String promise) {

    /** Looks for a bug in so many seeds. A seed that breaks a promise without it finds nothing. */
    static Hunt of(PlantedBug bug, long most) {
        for (long seed = 1; seed <= most; seed++) {
            Verdict with = Lab.run(Schedule.of(seed), bug.plant(), false);
            if (!with.isFine() && Lab.run(Schedule.of(seed)).isFine()) {
                return new Hunt(bug, seed, with.violation().invariant());
            }
        }
        return new Hunt(bug, 0, "");
    }

    boolean isFound() {
        return seed > 0;
    }

    boolean isFoundWithin(long seeds) {
        return isFound() && seed <= seeds;
    }
}
