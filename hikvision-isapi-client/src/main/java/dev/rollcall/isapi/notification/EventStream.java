package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.internal.OpenedStream;
import dev.rollcall.isapi.notification.StreamItem.Ended;
import dev.rollcall.isapi.notification.StreamItem.Ended.Reason;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a device tells of its own accord over one open connection. Close it when done: the device has room for one or two listeners
 * only, and keeps the place of one that vanished for minutes. Thread-safe; items go to whoever asks first.
 *
 * <p>A stream is news, not a record: it may replay old events, miss others while nobody listens, or fall silent. Search with
 * {@code access().events(...)} for completeness.
 */
public final class EventStream implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final OpenedStream source;
    private final StreamQueue queue = new StreamQueue();
    private final Thread reader;

    private EventStream(OpenedStream source) {
        this.source = source;
        this.reader = new Thread(this::read, "isapi stream " + source.device());
        this.reader.setDaemon(true);
    }

    static EventStream reading(OpenedStream source) {
        EventStream stream = new EventStream(source);
        stream.reader.start();
        return stream;
    }

    /**
     * Waits for the next item. The last one is {@link Ended}, which comes again on every further call.
     *
     * @throws IsapiException.Unavailable if the thread is interrupted (the flag stays set); the stream itself goes on
     */
    public StreamItem next() {
        Optional<StreamItem> item = next(Duration.ofNanos(Long.MAX_VALUE));
        return item.orElseGet(this::next);
    }

    /**
     * Waits for the next item, at most {@code patience}.
     *
     * @return empty if none came in that time
     * @throws IsapiException.Unavailable if the thread is interrupted (the flag stays set); the stream itself goes on
     */
    public Optional<StreamItem> next(Duration patience) {
        try {
            return Optional.ofNullable(queue.take(patience.toNanos()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IsapiException.Unavailable(
                    new IsapiException.Origin(source.device(), source.path(), null, null, null),
                    "interrupted while waiting for the next event; the stream is still open",
                    e);
        }
    }

    /** Ends the stream at once: items that nobody took are dropped, a waiting {@link #next()} gets {@link Ended}. */
    @Override
    public void close() {
        queue.endNow(new Ended(Reason.CLOSED_HERE, "closed by the caller"));
        source.close();
        reader.interrupt();
    }

    @Override
    public String toString() {
        return "EventStream[" + source.device() + source.path() + "]";
    }

    private void read() {
        try {
            boolean clean = new StreamFramer(source.body(), source.contentType(), new StreamItems(this::put)).run();
            end(
                    clean ? Reason.CLOSED_BY_DEVICE : Reason.BROKEN,
                    clean ? "the device ended the stream" : "the stream ended within a part");
        } catch (Finished over) {
            LOG.debug("{} has no reader any more", this);
        } catch (SocketTimeoutException silence) {
            end(Reason.SILENT, "neither event nor heartbeat came for too long");
        } catch (IOException broken) {
            LOG.debug("{} broke", this, broken);
            end(Reason.BROKEN, "the connection broke (" + broken.getClass().getSimpleName() + ")");
        } catch (RuntimeException mistake) {
            LOG.warn("{} could not be read on", this, mistake);
            end(
                    Reason.BROKEN,
                    "a part could not be handled (" + mistake.getClass().getSimpleName() + ")");
        } finally {
            release();
        }
    }

    /** Ending the call wakes whoever reads; only closing the body as well gives the connection back. */
    private void release() {
        source.close();
        try {
            source.body().close();
        } catch (IOException gone) {
            LOG.debug("{} was closed by the device already", this, gone);
        }
    }

    private void put(StreamItem item) {
        if (item instanceof Ended refused) {
            queue.endAfterRest(refused);
            throw new Finished();
        }
        try {
            if (!queue.put(item)) {
                throw new Finished();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Finished();
        }
    }

    private void end(Reason reason, String detail) {
        boolean here = source.isClosed();
        queue.endAfterRest(here ? new Ended(Reason.CLOSED_HERE, "the client was closed") : new Ended(reason, detail));
    }

    /** Nobody wants more items. */
    private static final class Finished extends RuntimeException {}
}
