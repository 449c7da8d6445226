package dev.rollcall.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which faults strike when. A seed switches a random part of all kinds on, each more or less frequent than usual, so that rare
 * combinations come up and none drowns the others (swarm testing).
 */
final class Chance {

    private static final double[] DENSITIES = {0.04, 0.1, 0.25, 0.5, 0.8};
    private static final double[] FREQUENCIES = {0.3, 1, 1, 3};

    private static final Fault[] FAULTS = Fault.values();

    private final Dice[] streams = new Dice[FAULTS.length];
    private final double[] rates = new double[FAULTS.length];
    private final long[] struck = new long[FAULTS.length];
    private boolean calm;

    Chance(Schedule schedule) {
        Dice dice = new Dice(schedule.seed()).fork("swarm");
        double density = DENSITIES[dice.below(DENSITIES.length)];
        for (Fault fault : FAULTS) {
            Dice own = dice.fork(fault.name());
            boolean chosen = own.chance(density);
            double frequency = FREQUENCIES[own.below(FREQUENCIES.length)];
            if (chosen && !schedule.without().contains(fault)) {
                streams[fault.ordinal()] = own;
                rates[fault.ordinal()] = Math.min(0.9, fault.rate() * frequency);
            }
        }
    }

    /** Returns the kinds that may strike. */
    Set<Fault> kinds() {
        EnumSet<Fault> kinds = EnumSet.noneOf(Fault.class);
        for (Fault fault : FAULTS) {
            if (streams[fault.ordinal()] != null) {
                kinds.add(fault);
            }
        }
        return kinds;
    }

    /** Tells whether a fault strikes at an opportunity, and counts it. */
    boolean strikes(Fault fault) {
        Dice stream = calm ? null : streams[fault.ordinal()];
        if (stream == null || !stream.chance(rates[fault.ordinal()])) {
            return false;
        }
        struck[fault.ordinal()]++;
        return true;
    }

    /** Returns the stream of a fault, to choose what it does. */
    Dice of(Fault fault) {
        Dice stream = streams[fault.ordinal()];
        return stream == null ? new Dice(0) : stream;
    }

    /** From now on nothing goes wrong any more. */
    void calmDown() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    /** Returns how often each kind struck. */
    Map<Fault, Long> struck() {
        Map<Fault, Long> counts = new EnumMap<>(Fault.class);
        for (Fault fault : FAULTS) {
            if (struck[fault.ordinal()] > 0) {
                counts.put(fault, struck[fault.ordinal()]);
            }
        }
        return counts;
    }
}
