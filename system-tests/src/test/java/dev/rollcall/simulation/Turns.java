package dev.rollcall.simulation;

/**
 * What an agent has under way. In production locks let one wait for the other; here nothing that runs can wait for what it has
 * interrupted, so whoever finds the other under way comes again a little later.
 */
final class Turns {

    private int passes;
    private boolean delivering;
    private boolean comparing;

    boolean mayRead() {
        return !comparing;
    }

    boolean mayDeliver() {
        return !delivering;
    }

    boolean mayCompare() {
        return passes == 0 && !delivering && !comparing;
    }

    void read(Runnable pass) {
        passes++;
        try {
            pass.run();
        } finally {
            passes--;
        }
    }

    void deliver(Runnable delivery) {
        delivering = true;
        try {
            delivery.run();
        } finally {
            delivering = false;
        }
    }

    void compare(Runnable comparison) {
        comparing = true;
        try {
            comparison.run();
        } finally {
            comparing = false;
        }
    }
}
