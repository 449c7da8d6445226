package dev.rollcall.simulation;

/** A process: it runs, dies and is started again. */
abstract class Living {

    private final String name;
    private boolean up;

    Living(String name) {
        this.name = name;
    }

    final String name() {
        return name;
    }

    final boolean isUp() {
        return up;
    }

    final void start() {
        up = true;
        boot();
    }

    final void die() {
        if (up) {
            up = false;
            ended();
        }
    }

    /** Begins to work with what is on disk. */
    abstract void boot();

    /** Everything that was only in memory is gone. */
    abstract void ended();

    @Override
    public final String toString() {
        return name;
    }
}
