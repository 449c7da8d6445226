package dev.rollcall.agent.export;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rollcall.agent.journal.PunchLog;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.IsoText;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One event, as it is exported. Local time and offset together are exactly the instant.
 *
 * @param device       the device's key
 * @param deviceName   what it is called
 * @param employeeNo   the person's number, text: leading zeros matter
 * @param cardNo       the card's number
 * @param name         the person's name as the device knew it
 * @param localTime    the device's wall clock, to the second, without offset
 * @param offset       the offset from UTC by which that time was read, such as {@code +05:30}; null if none is known
 * @param instant      the same in UTC; null if no offset is known
 * @param timeQuality  how far the instant may be trusted
 * @param kind         what the punch says about direction
 * @param verifyMethod the factor used
 * @param major        the device's event class
 * @param minor        its kind within that class
 * @param serialNo     the device's serial number of the event
 * @param id           the event's public id
 * @param delivered    whether the receiver has it; null if it does not travel there
 */
@JsonPropertyOrder({
    "device",
    "deviceName",
    "employeeNo",
    "cardNo",
    "name",
    "localTime",
    "offset",
    "instant",
    "timeQuality",
    "kind",
    "verifyMethod",
    "major",
    "minor",
    "serialNo",
    "id",
    "delivered"
})
public record ExportRow(
        String device,
        String deviceName,
        @Nullable String employeeNo,
        @Nullable String cardNo,
        @Nullable String name,
        String localTime,
        @Nullable String offset,
        @Nullable String instant,
        String timeQuality,
        String kind,
        String verifyMethod,
        int major,
        int minor,
        @Nullable Long serialNo,
        String id,
        @Nullable Boolean delivered) {

    /** Returns the row of an event. */
    public static ExportRow of(PunchLog.Device device, PunchLog.Entry entry) {
        AttendanceEvent event = entry.seen().event();
        EventTime time = event.time();
        ZoneOffset offset = offset(time);
        return new ExportRow(
                device.key(),
                device.name(),
                event.employeeNo() == null ? null : event.employeeNo().value(),
                event.cardNo(),
                event.name(),
                IsoText.of(time.wallClock()),
                offset == null ? null : offset.getId(),
                time.occurredAt() == null ? null : time.occurredAt().toString(),
                time.quality().name(),
                event.kind().name(),
                event.verifyMethod().name(),
                event.major(),
                event.minor(),
                event.serialNo(),
                entry.id(),
                event.category().goesToReceiver() ? isDelivered(entry.state()) : null);
    }

    /** A travelling event that is no longer in the outbox was delivered long ago. */
    private static boolean isDelivered(@Nullable String state) {
        return state == null || state.equals("settled");
    }

    /** The offset that was used, which is not always the one the device printed. */
    private static @Nullable ZoneOffset offset(EventTime time) {
        Instant instant = time.occurredAt();
        return instant == null
                ? null
                : ZoneOffset.ofTotalSeconds(
                        (int) (time.wallClock().toEpochSecond(ZoneOffset.UTC) - instant.getEpochSecond()));
    }
}
