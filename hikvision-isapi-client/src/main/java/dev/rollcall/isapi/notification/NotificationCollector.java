package dev.rollcall.isapi.notification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.access.EventRecord;
import dev.rollcall.isapi.access.UnreadableRecord;
import dev.rollcall.isapi.internal.BodyReader;
import dev.rollcall.isapi.internal.Document;
import dev.rollcall.isapi.internal.EventFields;
import dev.rollcall.isapi.internal.Fields;
import dev.rollcall.isapi.internal.ImageBytes;
import dev.rollcall.isapi.internal.JsonScanner;
import dev.rollcall.isapi.internal.JsonScanner.Slice;
import dev.rollcall.isapi.internal.TimeText;
import dev.rollcall.isapi.internal.UnreadableBodyException;
import dev.rollcall.isapi.internal.XmlSlices;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what one body holds while it is read from front to back. Used by one thread for one body. */
final class NotificationCollector {

    private static final String ALERT = "EventNotificationAlert";
    private static final int MAX_DOCUMENTS = 1000;
    private static final int LONGEST_STAND_IN = 200;
    private static final String EVENT = "AccessControllerEvent";
    private static final Set<String> KNOWN = Set.of(
            "eventType",
            "eventState",
            "eventDescription",
            "dateTime",
            "ipAddress",
            "macAddress",
            "shortSerialNumber",
            "deviceID",
            EVENT);

    private final byte[] body;
    private final List<EventNotification> events = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();
    private final List<UnreadableRecord> unreadable = new ArrayList<>();
    private boolean cut;

    NotificationCollector(byte[] body) {
        this.body = body;
    }

    NotificationBody body(boolean truncated) {
        return new NotificationBody(events, pictures, unreadable, truncated || cut);
    }

    void addPicture(Picture picture) {
        pictures.add(picture);
    }

    /** Reads the documents between two positions, one after another. */
    void addText(int start, int end) {
        int at = skipBlank(start, end);
        while (at < end) {
            if (events.size() + unreadable.size() >= MAX_DOCUMENTS) {
                cut = true;
                reject("more than " + MAX_DOCUMENTS + " notifications in one body", at, end);
                return;
            }
            Slice document = takenOut(at, end);
            if (document == null) {
                document = next(at, end);
            }
            if (document == null) {
                return;
            }
            at = skipBlank(document.end(), end);
        }
    }

    /** What stands in for a picture behind a document, which looks like the beginning of an array. */
    private @Nullable Slice takenOut(int start, int end) {
        int close = start;
        while (body[start] == '[' && close < end && close - start < LONGEST_STAND_IN && body[close] != ']') {
            close++;
        }
        ImageBytes.Removed removed = close > start && close < end ? ImageBytes.removed(body, start, close + 1) : null;
        if (removed == null) {
            return null;
        }
        pictures.add(new Picture(null, removed.length(), removed.sha256()));
        return new Slice(start, close + 1);
    }

    private @Nullable Slice next(int start, int end) {
        byte first = body[start];
        if (first != '{' && first != '[' && first != '<') {
            reject("neither JSON, XML nor a picture", start, end);
            return null;
        }
        Slice document = first == '<' ? XmlSlices.document(body, start, end) : json(start, end);
        if (document == null) {
            cut = true;
            reject("the text ends before its last bracket", start, end);
            return null;
        }
        if (first == '[') {
            readElements(document);
        } else {
            readDocument(document);
        }
        return document;
    }

    private @Nullable Slice json(int start, int end) {
        try {
            Slice value = JsonScanner.value(body, start);
            return value.end() <= end ? value : null;
        } catch (UnreadableBodyException cutShort) {
            return null;
        }
    }

    private void readElements(Slice array) {
        try {
            for (Slice element : JsonScanner.elements(body, array)) {
                readDocument(element);
            }
        } catch (UnreadableBodyException e) {
            reject(String.valueOf(e.getMessage()), array.start(), array.end());
        }
    }

    private void readDocument(Slice slice) {
        RawBytes raw = RawBytes.of(body, slice.start(), slice.end());
        try {
            Document document = BodyReader.read(raw.toByteArray());
            JsonNode alert = document.fields().get(ALERT);
            List<JsonNode> alerts = alert == null ? List.of(document.fields()) : each(alert);
            boolean isAlert = alert != null || document.root().equalsIgnoreCase(ALERT);
            for (JsonNode one : alerts) {
                readAlert(one, isAlert, raw);
            }
        } catch (UnreadableBodyException e) {
            unreadable.add(new UnreadableRecord(String.valueOf(e.getMessage()), raw));
        }
    }

    private void readAlert(JsonNode alert, boolean isAlert, RawBytes raw) {
        JsonNode block = alert.get(EVENT);
        if (!alert.isObject() || (!isAlert && block == null && !alert.has("eventType"))) {
            unreadable.add(new UnreadableRecord("no event notification: neither eventType nor " + EVENT, raw));
            return;
        }
        Fields envelope = new Fields(alert);
        if (block == null || !(block.isObject() || block.isArray())) {
            events.add(notification(envelope, null, raw));
            return;
        }
        String time = envelope.text("dateTime");
        for (JsonNode event : each(block)) {
            events.add(notification(envelope, EventRecord.of(EventFields.notified(event, time, raw)), raw));
        }
    }

    private static EventNotification notification(Fields envelope, @Nullable EventRecord event, RawBytes raw) {
        String timeText = envelope.text("dateTime");
        TimeText time = TimeText.parse(timeText);
        return new EventNotification(
                envelope.text("eventType"),
                envelope.text("eventState"),
                envelope.text("eventDescription"),
                timeText,
                time == null ? null : time.wallClock(),
                time == null ? null : time.offset(),
                envelope.text("ipAddress"),
                envelope.text("macAddress"),
                envelope.text("shortSerialNumber"),
                envelope.text("deviceID"),
                event,
                envelope.othersAsJson(KNOWN),
                raw);
    }

    private static List<JsonNode> each(JsonNode value) {
        List<JsonNode> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(values::add);
        } else {
            values.add(value);
        }
        return values;
    }

    private void reject(String reason, int start, int end) {
        unreadable.add(new UnreadableRecord(reason, RawBytes.of(body, start, end)));
    }

    private int skipBlank(int start, int end) {
        int at = start;
        if (end - at >= 3 && body[at] == (byte) 0xEF && body[at + 1] == (byte) 0xBB && body[at + 2] == (byte) 0xBF) {
            at += 3;
        }
        while (at < end && body[at] >= 0 && body[at] <= ' ') {
            at++;
        }
        return at;
    }
}
