package dev.rollcall.simulator;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;

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
    /** By push slot: the position of the first event not acknowledged there. */
    private final Map<Integer, Long> pushPositions = new HashMap<>();

    EventLog(int capacity) {
        this.ring = new EventRing(capacity);
    }

    long append(SimulatedEvent event, Supplier<OffsetDateTime> now) {
        long serial;
        synchronized (lock) {
            serial = event.serialNo() == 0 ? nextSerial : event.serialNo();
            nextSerial = after(serial);
            SimulatedEvent timed = event.time() == null ? event.withTime(now.get()) : event;
            ring.append(timed.withSerialNo(serial));
            version++;
        }
        listeners.forEach(Runnable::run);
        return serial;
    }

    /** The counter never goes back by itself, but wraps; whoever owns the lock asks. */
    private long after(long serial) {
        return serial >= SearchCondition.MAX_SERIAL ? 1 : Math.max(nextSerial, serial + 1);
    }

    /** See {@link DeviceMemory#continueAt}. */
    void continueAt(long serial) {
        synchronized (lock) {
            nextSerial = serial;
        }
    }

    /** Takes out single events; what of the rest was not pushed yet still will be. */
    void deleteIf(Predicate<SimulatedEvent> gone) {
        synchronized (lock) {
            Map<Integer, Long> pending = new HashMap<>();
            pushPositions.forEach((slot, from) -> pending.put(slot, pendingAfter(from, gone)));
            ring.deleteIf(gone);
            pending.forEach((slot, count) -> pushPositions.put(slot, ring.end() - count));
            version++;
        }
    }

    /** How many events from a position on will be left; whoever owns the lock asks. */
    private long pendingAfter(long from, Predicate<SimulatedEvent> gone) {
        long pending = 0;
        for (long at = ring.firstFrom(from); at < ring.end(); at++) {
            pending += gone.test(ring.at(at)) ? 0 : 1;
        }
        return pending;
    }

    DeviceBackup backup() {
        synchronized (lock) {
            return new DeviceBackup(ring.inOrder(), nextSerial);
        }
    }

    /** Nothing that is restored is pushed again. */
    void restore(DeviceBackup backup) {
        synchronized (lock) {
            ring.clear();
            backup.events().forEach(ring::append);
            nextSerial = backup.nextSerial();
            version++;
            pushPositions.replaceAll((slot, position) -> ring.end());
        }
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

    /** Sets the mark where pushing to a slot begins, unless it began before. */
    void startPushing(int slot, boolean withStoredEvents) {
        synchronized (lock) {
            pushPositions.putIfAbsent(slot, withStoredEvents ? 0 : ring.end());
        }
    }

    /** Lets a slot begin with the oldest event again. */
    void pushAgain(int slot) {
        synchronized (lock) {
            pushPositions.put(slot, 0L);
        }
    }

    /**
     * The oldest event that is kept and was not acknowledged by the slot's receiver.
     *
     * @param buffer how many unacknowledged events are remembered, 0 for all; the oldest are dropped without a word
     */
    Optional<PendingPush> nextPush(int slot, int buffer) {
        synchronized (lock) {
            Long position = pushPositions.get(slot);
            if (position == null) {
                return Optional.empty();
            }
            return next(buffer == 0 ? position : Math.max(position, ring.end() - buffer));
        }
    }

    void acknowledge(int slot, PendingPush push) {
        synchronized (lock) {
            pushPositions.put(slot, push.position() + 1);
        }
    }

    /** The position the next event will take. */
    long end() {
        synchronized (lock) {
            return ring.end();
        }
    }

    /** The first kept event at or after a position. */
    Optional<PendingPush> next(long from) {
        synchronized (lock) {
            long position = ring.firstFrom(from);
            return position < ring.end() ? Optional.of(new PendingPush(position, ring.at(position))) : Optional.empty();
        }
    }

    record PendingPush(long position, SimulatedEvent event) {}
}
