package dev.rollcall.bench;

import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Adds up where the reading of pages spends its time. For one device, so that one thread reads. Safe from any thread. */
final class StepClock implements StepListener {

    private final Map<Step, Long> spent = new EnumMap<>(Step.class);
    private long before;
    private int pages;

    /** Pages are stored by another thread: only how many is of interest here. */
    @Override
    public synchronized void reached(Step step) {
        if (step == Step.PAGE_READ || step == Step.PAGE_TRANSLATED) {
            long now = System.nanoTime();
            if (before != 0) {
                spent.merge(step, now - before, Long::sum);
            }
            before = now;
        }
        pages += step == Step.PAGE_COMMITTED ? 1 : 0;
    }

    /** Returns milliseconds a page: waiting for it and for room to hand the one before over, translating it. */
    synchronized String table() {
        return String.format(
                Locale.ROOT,
                "%.2f ms waiting for the page and for room to store the one before, %.2f ms translating (means of %,d pages)",
                millis(Step.PAGE_READ),
                millis(Step.PAGE_TRANSLATED),
                pages);
    }

    private double millis(Step step) {
        return spent.getOrDefault(step, 0L) / 1e6 / Math.max(1, pages);
    }
}
