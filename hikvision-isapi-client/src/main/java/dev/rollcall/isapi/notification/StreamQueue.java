package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.notification.StreamItem.Ended;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Hands items from the reading thread to the caller: bounded, so that a slow caller slows the device down. Thread-safe. */
final class StreamQueue {

    private static final int MAX_ITEMS = 64;
    private static final long MAX_BYTES = 4L * 1024 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<StreamItem> items = new ArrayDeque<>();
    private long weight;
    private @Nullable Ended ended;

    /** Waits for room; false if nobody wants more items. */
    boolean put(StreamItem item) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (ended == null && (items.size() >= MAX_ITEMS || weight > MAX_BYTES)) {
                changed.await();
            }
            if (ended != null) {
                return false;
            }
            items.add(item);
            weight += weight(item);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing comes after what is there already. */
    void endAfterRest(Ended reason) {
        end(reason, false);
    }

    /** Nothing comes any more; what nobody took is dropped. */
    void endNow(Ended reason) {
        end(reason, true);
    }

    /**
     * The next item, the same {@link Ended} again and again at the end.
     *
     * @param nanos longest wait
     * @return null if nothing came in that time
     */
    @Nullable StreamItem take(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (items.isEmpty() && ended == null) {
                if (left <= 0) {
                    return null;
                }
                left = changed.awaitNanos(left);
            }
            StreamItem item = items.poll();
            if (item == null) {
                return ended;
            }
            weight -= weight(item);
            changed.signalAll();
            return item;
        } finally {
            lock.unlock();
        }
    }

    private void end(Ended reason, boolean drop) {
        lock.lock();
        try {
            if (drop) {
                items.clear();
                weight = 0;
                ended = reason;
            } else if (ended == null) {
                ended = reason;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static long weight(StreamItem item) {
        if (item instanceof StreamItem.Notified notified) {
            return notified.notification().raw().size();
        }
        return item instanceof StreamItem.Unreadable unreadable
                ? unreadable.part().raw().size()
                : 0;
    }
}
