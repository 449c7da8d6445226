package dev.rollcall.bench;

import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Adds up where the reading of pages spends its time. For one device, so that one thread reads and one delivers. */
final class StepClock implements StepListener {

    private final Map<Step, Long> spent = new EnumMap<>(Step.class);
    private long before;
    private int pages;

    @Override
    public void reached(Step step) {
        if (step != Step.PAGE_READ && step != Step.PAGE_TRANSLATED && step != Step.PAGE_COMMITTED) {
            return;
        }
        long now = System.nanoTime();
        if (before != 0) {
            spent.merge(step, now - before, Long::sum);
        }
        before = now;
        pages += step == Step.PAGE_COMMITTED ? 1 : 0;
    }

    /** Returns milliseconds a page: waiting for it, translating it, storing it. */
    String table() {
        return String.format(
                Locale.ROOT,
                "%.2f ms waiting for the page, %.2f ms translating, %.2f ms storing (means of %,d pages)",
                millis(Step.PAGE_READ),
                millis(Step.PAGE_TRANSLATED),
                millis(Step.PAGE_COMMITTED),
                pages);
    }

    private double millis(Step step) {
        return spent.getOrDefault(step, 0L) / 1e6 / Math.max(1, pages);
    }
}
