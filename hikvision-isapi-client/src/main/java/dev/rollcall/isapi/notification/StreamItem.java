package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.access.EventRecord;
import dev.rollcall.isapi.access.UnreadableRecord;
import org.jspecify.annotations.Nullable;

/** One thing that came over an {@link EventStream}. */
public sealed interface StreamItem {

    /** An event of the device, old or new. Pictures inside its text were taken out, as {@link PictureRedactor} does. */
    record Notified(EventNotification notification) implements StreamItem {

        /**
         * Whether the device says that this is a stored event sent again. On every connect some terminals replay all they hold,
         * oldest first, before anything new (seen on DS-K1T342MWX V3.16.1, 19,000 events), so the time of arrival says nothing.
         */
        public boolean replayed() {
            EventRecord event = notification.accessEvent();
            return event != null && Boolean.FALSE.equals(event.currentEvent());
        }
    }

    /** The device is alive and has nothing to tell. */
    record Heartbeat(EventNotification notification) implements StreamItem {}

    /** A picture that came with the event before it: described, never kept. */
    record PictureSeen(Picture picture) implements StreamItem {}

    /** A part that is none of these; the stream went on behind it. Its bytes are bounded and hold no picture. */
    record Unreadable(UnreadableRecord part) implements StreamItem {}

    /**
     * The device confirms a subscription.
     *
     * @param id names it in {@link NotificationApi#unsubscribe}; null if the device gave none
     */
    record Subscribed(@Nullable String id, RawBytes raw) implements StreamItem {}

    /**
     * Nothing comes any more. Connect again, by {@link StreamBackoff}, unless the reason is {@link Reason#CLOSED_HERE}.
     *
     * @param detail a sentence for a person
     */
    record Ended(Reason reason, String detail) implements StreamItem {

        /** Why a stream ended. */
        public enum Reason {
            /** The device ended it properly; a recorder did so after 40 seconds, again and again. */
            CLOSED_BY_DEVICE,
            /** The device ended it in the middle of a part, or the connection broke. */
            BROKEN,
            /** Neither event nor heartbeat came for the whole silence time. */
            SILENT,
            /** The device answered success and then refused inside the stream; the detail has its reason. */
            REFUSED,
            /** {@link EventStream#close()} was called, or the client was closed. */
            CLOSED_HERE
        }
    }
}
