package dev.rollcall.simulation;

import java.util.List;

/** A stream of chance that follows from a seed alone. Streams of different names do not disturb one another. */
final class Dice {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;
    private long state;

    Dice(long seed) {
        this.seed = seed;
        this.state = mixed(seed);
    }

    /** Returns the stream of a name. */
    Dice fork(String name) {
        return new Dice(mixed(seed * 31 + name.hashCode()));
    }

    private static long mixed(long value) {
        long z = value + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long next() {
        state += GOLDEN;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Returns a number from 0 inclusive to 1 exclusive. */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Returns a number from 0 inclusive to a bound exclusive. */
    int below(int bound) {
        return (int) (unit() * bound);
    }

    /** Returns a number between two, both included. */
    long between(long lowest, long highest) {
        return lowest + (long) (unit() * (highest - lowest + 1));
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    /** Returns a number between two of which each order of magnitude is as likely as any other. */
    long logUniform(long lowest, long highest) {
        return Math.round(Math.exp(Math.log(lowest) + unit() * (Math.log(highest) - Math.log(lowest))));
    }

    /** Returns a waiting time of this mean, at least one. */
    long exponential(long mean) {
        return Math.max(1, Math.round(-Math.log(1 - unit()) * mean));
    }

    <T> T pick(List<T> some) {
        return some.get(below(some.size()));
    }
}
