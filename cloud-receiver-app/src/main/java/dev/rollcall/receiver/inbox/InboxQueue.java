package dev.rollcall.receiver.inbox;

import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.StoreFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Bodies that wait to be stored, each with somebody who waits for it to be on disk. Bounded. Thread-safe. */
public final class InboxQueue {

    private final BlockingQueue<Waiting> waiting;
    private final Waits waits;
    private volatile boolean closed;

    /**
     * How long is waited.
     *
     * @param place  for a place in the queue
     * @param commit for the body to be on disk, once it has a place
     */
    public record Waits(Duration place, Duration commit) {}

    /** A body and the promise that it is stored. */
    record Waiting(InboxItem item, CompletableFuture<@Nullable Void> stored) {}

    /**
     * Makes a queue.
     *
     * @param capacity how many bodies may wait
     */
    public InboxQueue(int capacity, Waits waits) {
        this.waiting = new LinkedBlockingQueue<>(capacity);
        this.waits = waits;
    }

    /**
     * Puts a body into the queue and waits until it is on disk.
     *
     * @param wake called when the body has its place
     * @throws StoreFailedException if there was no place in time, if it was not stored in time, or if storing failed
     */
    void store(InboxItem item, Runnable wake) {
        Waiting one = new Waiting(item, new CompletableFuture<>());
        try {
            if (closed) {
                throw failed("this receiver is stopping", null);
            }
            if (!waiting.offer(one, waits.place().toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed("too many posted bodies wait to be stored", null);
            }
            wake.run();
            one.stored().get(waits.commit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            waiting.remove(one);
            throw failed("a posted body was not stored in time", late);
        } catch (InterruptedException stopped) {
            waiting.remove(one);
            Thread.currentThread().interrupt();
            throw failed("waiting for a posted body to be stored was interrupted", stopped);
        } catch (ExecutionException refused) {
            throw failed("a posted body could not be stored", refused.getCause());
        }
    }

    /** Takes the oldest bodies: so many at most, and no more after so many bytes. */
    List<Waiting> next(int most, long bytes) {
        List<Waiting> group = new ArrayList<>();
        long size = 0;
        while (group.size() < most && size < bytes) {
            Waiting one = waiting.poll();
            if (one == null) {
                return group;
            }
            group.add(one);
            size += one.item().body().length;
        }
        return group;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Lets nobody in any more; those inside are still stored. */
    void close() {
        closed = true;
    }

    private static StoreFailedException failed(String reason, @Nullable Throwable cause) {
        String message = reason + "; it is answered so that it is sent again";
        return cause == null ? new StoreFailedException(message) : new StoreFailedException(message, cause);
    }
}
