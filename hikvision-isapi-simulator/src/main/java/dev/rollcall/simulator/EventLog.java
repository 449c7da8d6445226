package dev.rollcall.simulator;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
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
            long pending = 0;
            for (long at = ring.firstFrom(pushPosition == null ? ring.end() : pushPosition); at < ring.end(); at++) {
                pending += gone.test(ring.at(at)) ? 0 : 1;
            }
            ring.deleteIf(gone);
            if (pushPosition != null) {
                pushPosition = ring.end() - pending;
            }
            version++;
        }
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
            if (pushPosition != null) {
                pushPosition = ring.end();
            }
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

    /** Sets the mark where pushing begins, unless it began before. */
    void startPushing(boolean withStoredEvents) {
        synchronized (lock) {
            if (pushPosition == null) {
                pushPosition = withStoredEvents ? 0 : ring.end();
            }
        }
    }

    /**
     * The oldest event that is kept and not acknowledged.
     *
     * @param buffer how many unacknowledged events the device keeps for pushing, 0 for all of its log
     */
    Optional<PendingPush> nextPush(int buffer) {
        synchronized (lock) {
            if (pushPosition == null) {
                return Optional.empty();
            }
            long oldest = buffer == 0 ? pushPosition : Math.max(pushPosition, ring.end() - buffer);
            long position = ring.firstFrom(oldest);
            return position < ring.end() ? Optional.of(new PendingPush(position, ring.at(position))) : Optional.empty();
        }
    }

    /** The event logged after this one, if there is one already. */
    Optional<PendingPush> pushAfter(PendingPush push) {
        synchronized (lock) {
            long position = ring.firstFrom(push.position() + 1);
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
