package dev.rollcall.agent.wiring;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks whether steps get on. It counts its own looks, not hours: a computer that slept three days has not been stuck for three
 * days.
 */
final class Watchdog {

    private static final int LOOKS = 10;
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(1);

    private final ThreadScheduler scheduler;
    private final List<Loop> loops;
    private final Duration limit;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Map<Loop, Sight> sights = new HashMap<>();

    Watchdog(ThreadScheduler scheduler, List<Loop> loops, Duration limit) {
        this.scheduler = scheduler;
        this.loops = loops;
        this.limit = limit;
    }

    void begin() {
        if (begun.compareAndSet(false, true)) {
            Thread thread = new Thread(this::watch, "watchdog");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void watch() {
        Duration part = limit.dividedBy(LOOKS);
        Duration look = part.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : part;
        while (scheduler.waitFor(look)) {
            loops.forEach(this::look);
        }
    }

    private void look(Loop loop) {
        long signs = loop.signs();
        Sight before = sights.get(loop);
        boolean same = signs >= 0 && before != null && before.signs == signs;
        Sight now = new Sight(signs, same ? before.looks + 1 : 0);
        sights.put(loop, now);
        if (now.looks >= LOOKS) {
            scheduler.breakDown("A step gave no sign of life for " + limit + " (timeouts.step)", loop.stuck());
        }
    }

    /** How often in a row these signs were seen. */
    private record Sight(long signs, int looks) {}
}
