package dev.rollcall.agent.wiring;

import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/** Tells a delivery beside the reading when a page was stored, and when no more will come. */
final class PageSignal implements BooleanSupplier {

    private final Semaphore stored = new Semaphore(0);
    private volatile boolean ended;

    /** Returns a listener that tells {@code first} and then this. */
    StepListener after(StepListener first) {
        return step -> {
            first.reached(step);
            if (step == Step.PAGE_COMMITTED) {
                stored.release();
            }
        };
    }

    void end() {
        ended = true;
        stored.release();
    }

    /** Waits for a page; true until one call after the end, so that whatever came last is looked for once more. */
    @Override
    public boolean getAsBoolean() {
        if (ended && stored.availablePermits() == 0) {
            return false;
        }
        try {
            stored.acquire();
            stored.drainPermits();
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
