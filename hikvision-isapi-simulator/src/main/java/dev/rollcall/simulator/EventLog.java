package dev.rollcall.simulator;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ring of events with its serial counter, and the mark up to which pushes have been acknowledged; both live in the
 * device because they survive a restart. Safe for use by several threads.
 */
final class EventLog {
    private final Object lock = new Object();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final EventRing ring;
    private long nextSerial = 1;
    private long version;
    private @Nullable Long pushPosition;

    EventLog(int capacity) {
        this.ring = new EventRing(capacity);
    }

    long append(SimulatedEvent event, Supplier<OffsetDateTime> now) {
        long serial;
        synchronized (lock) {
            serial = event.serialNo() == 0 ? nextSerial : event.serialNo();
            nextSerial = Math.max(nextSerial, serial + 1);
            SimulatedEvent timed = event.time() == null ? event.withTime(now.get()) : event;
            ring.append(timed.withSerialNo(serial));
            version++;
        }
        listeners.forEach(Runnable::run);
        return serial;
    }

    List<SimulatedEvent> inOrder() {
        synchronized (lock) {
            return ring.inOrder();
        }
    }

    List<SimulatedEvent> inTimeOrder() {
        synchronized (lock) {
            return ring.inTimeOrder();
        }
    }

    /** Changes with every change of the log. */
    long version() {
        synchronized (lock) {
            return version;
        }
    }

    long newestSerial() {
        synchronized (lock) {
            return nextSerial - 1;
        }
    }

    void clear() {
        synchronized (lock) {
            ring.clear();
            nextSerial = 1;
            version++;
        }
    }

    void onAppend(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** Sets the mark where pushing begins, unless it began before. */
    void startPushing(boolean withStoredEvents) {
        synchronized (lock) {
            if (pushPosition == null) {
                pushPosition = withStoredEvents ? 0 : ring.end();
            }
        }
    }

    /** The oldest event that is kept and not acknowledged. */
    Optional<PendingPush> nextPush() {
        synchronized (lock) {
            if (pushPosition == null) {
                return Optional.empty();
            }
            long position = ring.firstFrom(pushPosition);
            return position < ring.end() ? Optional.of(new PendingPush(position, ring.at(position))) : Optional.empty();
        }
    }

    void acknowledge(PendingPush push) {
        synchronized (lock) {
            pushPosition = push.position() + 1;
        }
    }

    record PendingPush(long position, SimulatedEvent event) {}
}
