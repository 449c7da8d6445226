package dev.rollcall.isapi.internal;

import dev.rollcall.isapi.PasswordGuard;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The shared guard as the opening of streams sees it, one opening at a time: silence is told apart from that of other calls, and other
 * clients of the account are kept waiting for the first seconds of it only.
 */
final class StreamGuard implements PasswordGuard {

    /** A wrong password is refused within this time; a place that is taken may never be answered. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(3);

    private final PasswordGuard shared;
    private final AtomicBoolean silenceCounted = new AtomicBoolean();

    StreamGuard(PasswordGuard shared) {
        this.shared = shared;
    }

    @Override
    public Decision beforePresenting() {
        return shared.beforePresentingToStream();
    }

    @Override
    public void presenting() {
        shared.presenting();
    }

    @Override
    public void unjudged() {
        shared.unjudged();
    }

    @Override
    public void refused(Refusal refusal) {
        shared.refused(refusal);
    }

    @Override
    public void accepted() {
        shared.accepted();
    }

    @Override
    public void unanswered() {
        if (silenceCounted.compareAndSet(false, true)) {
            shared.streamUnanswered();
        }
    }

    /**
     * Waits until no other client presents, then keeps them from it until the turn is closed or its time is over, which counts as
     * silence. A thread of its own holds the guard's monitor for that, as the presenting thread is stuck in the socket.
     *
     * @param abandoned whether nobody wants the turn any more
     */
    Turn takeTurn(BooleanSupplier abandoned) throws IOException {
        silenceCounted.set(false);
        Turn turn = new Turn();
        Thread keeper = new Thread(() -> keep(turn), "isapi stream turn");
        keeper.setDaemon(true);
        keeper.start();
        try {
            while (!turn.begun.await(50, TimeUnit.MILLISECONDS)) {
                if (abandoned.getAsBoolean()) {
                    turn.close();
                    throw new IOException("ended while waiting for another client of this account");
                }
            }
        } catch (InterruptedException e) {
            turn.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for another client of this account");
        }
        return turn;
    }

    private void keep(Turn turn) {
        synchronized (shared) {
            turn.begun.countDown();
            try {
                if (!turn.over.await(LONGEST_TURN.toNanos(), TimeUnit.NANOSECONDS)) {
                    unanswered();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The time in which nobody else presents. */
    static final class Turn implements AutoCloseable {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        @Override
        public void close() {
            over.countDown();
        }
    }
}
