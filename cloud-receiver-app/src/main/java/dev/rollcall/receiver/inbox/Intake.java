package dev.rollcall.receiver.inbox;

import dev.rollcall.isapi.notification.PictureRedactor;
import dev.rollcall.receiver.ingest.Storable;
import dev.rollcall.receiver.store.AlarmLog;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Stores what a terminal posts, without its pictures, before anybody tries to understand it. Thread-safe. */
public final class Intake {

    private final Store store;
    private final InstantSource clock;
    private final Runnable wake;

    /**
     * Makes an intake.
     *
     * @param wake called after each stored body
     */
    public Intake(Store store, InstantSource clock, Runnable wake) {
        this.store = store;
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
        store.write(unit -> {
            long id = unit.inbox().add(new InboxItem(0, device.id(), type, kept, truncated, peer, now));
            if (truncated) {
                String detail = "A body from " + device.title() + " was over the limit; of inbox entry " + id
                        + " only the text before its first picture is kept.";
                unit.alarms().raise(device.id(), AlarmLog.TRUNCATED, "body over the limit", detail, now);
            }
            return id;
        });
        wake.run();
    }
}
