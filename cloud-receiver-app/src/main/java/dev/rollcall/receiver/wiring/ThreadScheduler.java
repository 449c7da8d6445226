package dev.rollcall.receiver.wiring;

import dev.rollcall.receiver.inbox.Scheduler;
import dev.rollcall.receiver.inbox.Step;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives each step a thread of its own. Whoever made it closes it. */
final class ThreadScheduler implements Scheduler, AutoCloseable {

    private final Duration interval;
    private final Duration ending;
    private final List<StepLoop> loops = new CopyOnWriteArrayList<>();

    /**
     * Makes a scheduler.
     *
     * @param interval how often steps run that nobody wakes
     * @param ending   how long closing waits for a step that runs
     */
    ThreadScheduler(Duration interval, Duration ending) {
        this.interval = interval;
        this.ending = ending;
    }

    @Override
    public Runnable keepRunning(String name, Step step) {
        StepLoop loop = new StepLoop(name, step, interval);
        loops.add(loop);
        loop.start();
        return loop::wake;
    }

    @Override
    public void close() {
        loops.forEach(loop -> loop.stop(ending));
    }
}
