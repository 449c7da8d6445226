package dev.rollcall.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Makes a schedule that breaks a promise as small as it can: fewer kinds of fault, a shorter time, fewer events. */
final class Shrinker {

    private static final int MOST_RUNS = 400;

    private final Supplier<Defect> defects;
    private int runs;

    Shrinker(Supplier<Defect> defects) {
        this.defects = defects;
    }

    /** Returns a verdict of a smaller schedule that breaks the same promise; the given one if there is none. */
    Verdict shrink(Verdict failed) {
        Verdict smallest = withoutFaults(failed);
        smallest = shorter(smallest);
        smallest = fewerEvents(smallest);
        smallest = withoutFaults(smallest);
        return Lab.run(smallest.schedule(), defects.get(), true);
    }

    private Verdict withoutFaults(Verdict failed) {
        Verdict smallest = failed;
        boolean further = true;
        while (further) {
            further = false;
            List<Fault> kinds = new ArrayList<>(smallest.kinds());
            for (Fault kind : kinds) {
                Verdict tried = tried(smallest.schedule().leavingOut(kind));
                if (tried != null && tried.failsAs(failed)) {
                    smallest = tried;
                    further = true;
                }
            }
            further &= runs < MOST_RUNS / 2;
        }
        return smallest;
    }

    private Verdict shorter(Verdict failed) {
        Verdict smallest = failed;
        for (long hours = Math.max(1, failed.millis() / 7_200_000L); hours >= 1; hours = hours / 2) {
            Verdict tried = tried(smallest.schedule().endingAfter(hours));
            if (tried == null || !tried.failsAs(failed)) {
                break;
            }
            smallest = tried;
        }
        return smallest;
    }

    private Verdict fewerEvents(Verdict failed) {
        Verdict smallest = failed;
        for (int events = failed.events() / 2; events >= 1; events = events / 2) {
            Verdict tried = tried(smallest.schedule().logging(events));
            if (tried == null || !tried.failsAs(failed)) {
                break;
            }
            smallest = tried;
        }
        return smallest;
    }

    private Verdict tried(Schedule schedule) {
        return ++runs > MOST_RUNS ? null : Lab.run(schedule, defects.get(), false);
    }
}
