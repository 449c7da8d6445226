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

    private final Map<Fault, Dice> streams = new EnumMap<>(Fault.class);
    private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);
    private final Map<Fault, Long> struck = new EnumMap<>(Fault.class);
    private boolean calm;

    Chance(Schedule schedule) {
        Dice dice = new Dice(schedule.seed()).fork("swarm");
        double density = DENSITIES[dice.below(DENSITIES.length)];
        for (Fault fault : Fault.values()) {
            Dice own = dice.fork(fault.name());
            boolean chosen = own.chance(density);
            double frequency = FREQUENCIES[own.below(FREQUENCIES.length)];
            if (chosen && !schedule.without().contains(fault)) {
                streams.put(fault, own);
                rates.put(fault, Math.min(0.9, fault.rate() * frequency));
            }
        }
    }

    /** Returns the kinds that may strike. */
    Set<Fault> kinds() {
        EnumSet<Fault> kinds = EnumSet.noneOf(Fault.class);
        kinds.addAll(streams.keySet());
        return kinds;
    }

    /** Tells whether a fault strikes at an opportunity, and counts it. */
    boolean strikes(Fault fault) {
        Dice stream = calm ? null : streams.get(fault);
        if (stream == null || !stream.chance(rates.getOrDefault(fault, 0.0))) {
            return false;
        }
        struck.merge(fault, 1L, Long::sum);
        return true;
    }

    /** Returns the stream of a fault, to choose what it does. */
    Dice of(Fault fault) {
        return streams.getOrDefault(fault, new Dice(0));
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
        return struck;
    }
}
