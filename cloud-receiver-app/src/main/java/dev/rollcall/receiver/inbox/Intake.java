package dev.rollcall.receiver.inbox;

import dev.rollcall.isapi.notification.PictureRedactor;
import dev.rollcall.receiver.ingest.Storable;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.InboxItem;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores what a terminal posts, without its pictures, before anybody tries to understand it. Thread-safe. */
public final class Intake implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

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
        Instant now = clock.instant();
        String type = contentType == null ? null : Storable.cleaned(contentType);
        queue.store(
                withoutPictures(new InboxItem(0, device.id(), type, body, truncated, peer, now), contentType), wake);
    }

    /**
     * A body that takes the reading of pictures itself down must neither be refused, since a terminal would send it for ever, nor be
     * stored with a face in it: of such a one the text before its first picture stays.
     */
    private static InboxItem withoutPictures(InboxItem item, @Nullable String contentType) {
        try {
            byte[] text = item.truncated() ? PictureRedactor.redactCut(contentType, item.body()) : item.body();
            return item.with(PictureRedactor.redact(contentType, text), item.truncated());
        } catch (RuntimeException | StackOverflowError unforeseen) {
            log.error(
                    "pictures could not be taken out of a body of device number {}; only the text before the first is kept",
                    item.deviceId(),
                    unforeseen);
            return item.with(TextBeforePicture.of(item.body()), true);
        }
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
