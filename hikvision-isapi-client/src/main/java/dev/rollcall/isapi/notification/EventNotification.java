package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.access.EventRecord;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One notification with its envelope.
 *
 * @param eventType {@code AccessControllerEvent} for events of a terminal
 * @param eventState {@code active} or {@code inactive}
 * @param dateTimeText the time as printed
 * @param wallClock the date and time of day in that text
 * @param offset the UTC offset in that text; null if it prints none
 * @param ipAddress as the terminal believes; some send their factory address
 * @param shortSerialNumber the nine characters that identify the device; often missing
 * @param deviceId the device identifier somebody set, as printed
 * @param accessEvent the event inside, with the envelope's time; null if there is none, as in a heartbeat
 * @param otherFields every other field of the envelope, its value as JSON text
 * @param raw the exact bytes of this notification
 */
public record EventNotification(
        @Nullable String eventType,
        @Nullable String eventState,
        @Nullable String eventDescription,
        @Nullable String dateTimeText,
        @Nullable LocalDateTime wallClock,
        @Nullable ZoneOffset offset,
        @Nullable String ipAddress,
        @Nullable String macAddress,
        @Nullable String shortSerialNumber,
        @Nullable String deviceId,
        @Nullable EventRecord accessEvent,
        Map<String, String> otherFields,
        RawBytes raw) {

    public EventNotification {
        otherFields = Map.copyOf(otherFields);
    }

    /** Whether this only says that the terminal is alive. Silence proves nothing: some terminals send no heartbeat. */
    public boolean heartbeat() {
        return "heartBeat".equalsIgnoreCase(eventType)
                || ("videoloss".equalsIgnoreCase(eventType) && "inactive".equalsIgnoreCase(eventState));
    }
}
