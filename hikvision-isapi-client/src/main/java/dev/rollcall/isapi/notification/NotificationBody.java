package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.access.UnreadableRecord;
import java.util.List;

/**
 * What one posted body holds.
 *
 * @param events notifications in the order they stand in the body
 * @param pictures the pictures among them, described only
 * @param unreadable parts that are neither, with their bytes
 * @param truncated the body ends before its last part does
 */
public record NotificationBody(
        List<EventNotification> events, List<Picture> pictures, List<UnreadableRecord> unreadable, boolean truncated) {

    public NotificationBody {
        events = List.copyOf(events);
        pictures = List.copyOf(pictures);
        unreadable = List.copyOf(unreadable);
    }
}
