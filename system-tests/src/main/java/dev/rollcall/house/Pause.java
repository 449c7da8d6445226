package dev.rollcall.house;

import java.time.Duration;

/** The waiting of the house for processes that nobody can step. */
public final class Pause {

    private static final Duration BRIEF = Duration.ofMillis(50);

    private Pause() {}

    /** Waits before something outside this process is looked at again. */
    public static void briefly() throws InterruptedException {
        Thread.sleep(BRIEF.toMillis());
    }

    /** Waits until something outside this process is so, or fails saying that it was not. */
    public static void until(String what, Duration atMost, Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new HouseFailure(what + " did not happen within " + atMost.toSeconds() + " s");
            }
            briefly();
        }
    }

    /** Something to wait for. */
    public interface Condition {
        /** Looks whether it is so now. */
        boolean holds() throws InterruptedException;
    }
}
