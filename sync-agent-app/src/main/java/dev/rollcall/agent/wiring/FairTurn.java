package dev.rollcall.agent.wiring;

import dev.rollcall.agent.schedule.Turn;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A turn that is given in the order of asking. */
final class FairTurn implements Turn {

    private final ReentrantLock lock = new ReentrantLock(true);

    @Override
    public <T> T take(Supplier<T> work) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException stopping) {
            throw interrupted();
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T> Optional<T> takeWithin(Duration patience, Supplier<T> work) {
        try {
            if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException stopping) {
            throw interrupted();
        }
        try {
            return Optional.of(work.get());
        } finally {
            lock.unlock();
        }
    }

    private static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted while waiting for a device");
    }
}
