package dev.rollcall.simulation;

/** A process dies here and now. Thrown through the code of the product, which cannot catch it any more than a killed one could. */
final class Crash extends Error {

    private static final long serialVersionUID = 1;

    private final transient Living process;

    Crash(Living process) {
        super(process.name() + " dies", null, false, false);
        this.process = process;
    }

    Living process() {
        return process;
    }
}
