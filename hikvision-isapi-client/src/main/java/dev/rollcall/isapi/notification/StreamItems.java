package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.access.UnreadableRecord;
import dev.rollcall.isapi.internal.BodyReader;
import dev.rollcall.isapi.internal.Document;
import dev.rollcall.isapi.internal.Fields;
import dev.rollcall.isapi.internal.UnreadableBodyException;
import dev.rollcall.isapi.notification.StreamItem.Ended;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes items of what was cut out of a stream. Pictures inside text go before anything else sees it. */
final class StreamItems implements StreamFramer.Sink {

    private final Consumer<StreamItem> items;

    StreamItems(Consumer<StreamItem> items) {
        this.items = items;
    }

    @Override
    public void text(byte[] text) {
        byte[] safe = PictureRedactor.redact(null, text);
        NotificationCollector collector = new NotificationCollector(safe);
        collector.addText(0, safe.length);
        NotificationBody body = collector.body(false);
        StreamItem about = body.events().isEmpty() ? aboutTheStream(safe) : null;
        if (about != null) {
            items.accept(about);
            return;
        }
        for (EventNotification event : body.events()) {
            items.accept(event.heartbeat() ? new StreamItem.Heartbeat(event) : new StreamItem.Notified(event));
        }
        body.unreadable().forEach(part -> items.accept(new StreamItem.Unreadable(part)));
    }

    @Override
    public void picture(Picture picture) {
        items.accept(new StreamItem.PictureSeen(picture));
    }

    @Override
    public void unreadable(String reason, byte[] part) {
        byte[] safe = PictureRedactor.redact(null, part);
        items.accept(new StreamItem.Unreadable(new UnreadableRecord(reason, RawBytes.of(safe))));
    }

    private static @Nullable StreamItem aboutTheStream(byte[] text) {
        Document document;
        try {
            document = BodyReader.read(text);
        } catch (UnreadableBodyException e) {
            return null;
        }
        Fields response = named(document, "SubscribeEventResponse");
        if (response != null) {
            return new StreamItem.Subscribed(response.text("id"), RawBytes.of(text));
        }
        Fields status = named(document, "ResponseStatus");
        if (status == null) {
            return null;
        }
        String code = status.text("statusCode") == null ? status.text("statusValue") : status.text("statusCode");
        boolean fine = "0".equals(code) || "1".equals(code) || "7".equals(code);
        return fine
                ? null
                : new Ended(
                        Ended.Reason.REFUSED,
                        "the device refused: " + status.text("subStatusCode") + ", " + status.text("statusString")
                                + "; its place for listeners may be taken");
    }

    private static @Nullable Fields named(Document document, String root) {
        Fields fields = new Fields(document.fields());
        return document.root().equalsIgnoreCase(root) ? fields : fields.nested(root);
    }
}
