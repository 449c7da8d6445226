package dev.rollcall.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Virtual time, and what is due in it, in one thread. Work that waits for somebody else lets time pass ({@link #spend}): what falls due
 * meanwhile is done in between, as if on another thread. What is due at the same time comes in an order of chance.
 */
final class Timeline {

    private static final int DEEPEST = 4;
    private static final long MOST_STEPS = 400_000;

    private final PriorityQueue<Work> queue = new PriorityQueue<>(
            Comparator.comparingLong((Work work) -> work.due).thenComparingLong(work -> work.order));
    private final Deque<Work> running = new ArrayDeque<>();
    private final Dice dice;
    private long now;
    private long steps;

    Timeline(Dice dice) {
        this.dice = dice;
    }

    /** Something done step by step. */
    @FunctionalInterface
    interface Step {

        /** Does one step, and returns after how many milliseconds the next is due; negative if there is none. */
        long run();
    }

    /** Something that is due at a time. */
    final class Work {

        private final Living owner;
        private final Step step;
        private long due;
        private long order;
        private boolean over;
        private boolean woken;

        private Work(Living owner, Step step, long due) {
            this.owner = owner;
            this.step = step;
            this.due = due;
            this.order = dice.next();
        }

        /** Makes it due at once. */
        void wake() {
            woken = true;
            if (!over && !running.contains(this) && queue.remove(this)) {
                due = now;
                queue.add(this);
            }
        }

        void cancel() {
            over = true;
            queue.remove(this);
        }
    }

    /** Returns the milliseconds since the beginning. */
    long now() {
        return now;
    }

    /**
     * Lets work begin after a while.
     *
     * @param owner whose work it is; null if it is nature's
     */
    Work after(long millis, Living owner, Step step) {
        Work work = new Work(owner, step, now + Math.max(0, millis));
        queue.add(work);
        return work;
    }

    /** Lets something happen once after a while. */
    Work once(long millis, Living owner, Runnable event) {
        return after(millis, owner, () -> {
            event.run();
            return -1;
        });
    }

    /** Tells whether work of a process has begun and waits for what is done meanwhile. */
    boolean isUnderWay(Living owner) {
        return running.stream().anyMatch(frame -> frame.owner == owner);
    }

    /** Does everything that is due until then. */
    void runUntil(long end) {
        while (!queue.isEmpty() && queue.peek().due <= end) {
            Work next = queue.poll();
            now = Math.max(now, next.due);
            run(next);
        }
        now = Math.max(now, end);
    }

    /** Lets time pass while work under way waits. */
    void spend(long millis) {
        long end = now + millis;
        List<Work> later = new ArrayList<>();
        while (running.size() < DEEPEST && !queue.isEmpty() && queue.peek().due <= end) {
            Work next = queue.poll();
            if (mayRunNow(next)) {
                now = Math.max(now, next.due);
                try {
                    run(next);
                } catch (Crash crash) {
                    queue.addAll(later);
                    throw crash;
                }
            } else {
                later.add(next);
            }
        }
        queue.addAll(later.stream().filter(work -> !work.over).toList());
        now = Math.max(now, end);
    }

    /** Work of a process may come in between its own, but not where its death would tear another process's work apart. */
    private boolean mayRunNow(Work next) {
        if (running.contains(next)) {
            return false;
        }
        boolean foreignAbove = false;
        for (Iterator<Work> top = running.iterator(); top.hasNext(); ) {
            Work frame = top.next();
            boolean own = next.owner != null && frame.owner == next.owner;
            if (own && foreignAbove) {
                return false;
            }
            foreignAbove |= !own && frame.owner != null;
        }
        return true;
    }

    private void run(Work work) {
        if (++steps > MOST_STEPS) {
            throw new Violation("I9", "more than " + MOST_STEPS + " steps: something never comes to rest");
        }
        running.push(work);
        long wait;
        try {
            work.woken = false;
            wait = work.step.run();
        } catch (Crash crash) {
            wait = -1;
            running.pop();
            boolean below = running.stream().anyMatch(frame -> frame.owner == crash.process());
            if (below) {
                throw crash;
            }
            crash.process().die();
            running.push(work);
        } finally {
            if (running.peek() == work) {
                running.pop();
            }
        }
        if (wait >= 0 && !work.over) {
            work.due = now + (work.woken ? 0 : wait);
            work.order = dice.next();
            queue.add(work);
        }
    }
}
