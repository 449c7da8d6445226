package dev.rollcall.receiver.inbox;

import dev.rollcall.isapi.notification.PictureRedactor;
import dev.rollcall.receiver.ingest.Storable;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.InboxItem;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Stores what a terminal posts, without its pictures, before anybody tries to understand it. Thread-safe. */
public final class Intake implements AutoCloseable {

    private final InboxQueue queue;
    private final Step writing;
    private final InstantSource clock;
    private final Runnable wake;

    /**
     * Makes an intake.
     *
     * @param writing stores what waits in the queue
     * @param wake    lets somebody run that step
     */
    public Intake(InboxQueue queue, Step writing, InstantSource clock, Runnable wake) {
        this.queue = queue;
        this.writing = writing;
        this.clock = clock;
        this.wake = wake;
    }

    /**
     * Stores a body. When this returns, it is on disk.
     *
     * @param truncated whether the body was longer than what is given here; then only the text before its first picture stays
     * @throws dev.rollcall.receiver.store.StoreFailedException if it could not be stored; the terminal is to send it again
     */
    public void take(Device device, @Nullable String contentType, byte[] body, boolean truncated, String peer) {
        byte[] kept = PictureRedactor.redact(contentType, truncated ? TextBeforePicture.of(body) : body);
        Instant now = clock.instant();
        String type = contentType == null ? null : Storable.cleaned(contentType);
        queue.store(new InboxItem(0, device.id(), type, kept, truncated, peer, now), wake);
    }

    /** Lets nothing in any more, and returns when everything that waited is stored or refused. */
    @Override
    public void close() {
        queue.close();
        while (!queue.isEmpty()) {
            writing.run();
        }
    }
}
