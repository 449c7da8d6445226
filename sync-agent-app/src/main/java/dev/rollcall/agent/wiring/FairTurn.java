package dev.rollcall.agent.wiring;

import dev.rollcall.agent.schedule.Turn;
import java.util.concurrent.CancellationException;
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
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for a device");
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
