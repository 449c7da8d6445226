package dev.rollcall.attendance.hikvision;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.EmployeeNumber;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.access.EventRecord;
import dev.rollcall.isapi.access.UnreadableRecord;
import dev.rollcall.isapi.notification.EventNotification;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Translates what a terminal says into facts. Pure and total: every record gets exactly one answer, none throws. */
public final class HikvisionTranslator {

    private static final String ACCESS_EVENT = "AccessControllerEvent";

    private HikvisionTranslator() {}

    /**
     * Translates one record of an event search.
     *
     * @param channel how it was seen
     * @param seenAt  when it was seen, by the reader's clock
     */
    public static Translation translate(EventRecord record, DeviceContext context, Channel channel, Instant seenAt) {
        return translate(record, rawOf(record.raw()), context, channel, seenAt);
    }

    /** Translates a record of which the client could not make out the fields: always untranslatable, with its bytes. */
    public static Translation translate(UnreadableRecord record) {
        return untranslatable(record.reason(), rawOf(record.raw()), null, null);
    }

    /**
     * Translates one pushed notification. Heartbeats and notifications of other kinds than access events are ignored.
     *
     * @param channel how it came
     * @param seenAt  when it came, by the receiver's clock; never used as the event's time
     */
    public static Translation translate(
            EventNotification notification, DeviceContext context, Channel channel, Instant seenAt) {
        RawRecord raw = rawOf(notification.raw());
        if (notification.heartbeat()) {
            return new Translation.Ignored("heartbeat", raw);
        }
        EventRecord record = notification.accessEvent();
        if (record != null) {
            return translate(record, raw, context, channel, seenAt);
        }
        String type = notification.eventType();
        if (type == null) {
            return untranslatable("eventType is missing", raw, null, null);
        }
        return ACCESS_EVENT.equalsIgnoreCase(type)
                ? untranslatable("the " + ACCESS_EVENT + " block is missing", raw, null, null)
                : new Translation.Ignored("event type " + shortened(type) + " is no access event", raw);
    }

    private static Translation translate(
            EventRecord record, RawRecord raw, DeviceContext context, Channel channel, Instant seenAt) {
        Integer major = record.major();
        Integer minor = record.minor();
        if (major == null || minor == null) {
            String reason = (major == null ? "major" : "minor") + " is missing";
            return untranslatable(reason, raw, record.serialNo(), record.wallClock());
        }
        if (record.wallClock() == null) {
            String time = record.timeText();
            String reason = time == null ? "time is missing" : "time cannot be read: '" + shortened(time) + "'";
            return untranslatable(reason, raw, record.serialNo(), null);
        }
        EventTime time = EventTime.resolve(
                record.timeText() == null ? "" : record.timeText(),
                record.wallClock(),
                record.offset(),
                context.zones(),
                seenAt);
        AttendanceEvent event = eventOf(record, context, time, major, minor);
        return new Translation.Translated(new Observation(event, channel, seenAt, context.clockOffset(), raw));
    }

    private static AttendanceEvent eventOf(
            EventRecord record, DeviceContext context, EventTime time, int major, int minor) {
        String person = present(record.employeeNo());
        String card = present(record.cardNo());
        boolean namesSomebody = person != null || card != null;
        return new AttendanceEvent(
                context.device(),
                record.serialNo() == null || record.serialNo() <= 0 ? null : record.serialNo(),
                time,
                major,
                minor,
                person == null ? null : EmployeeNumber.of(person),
                card,
                blankToNull(record.name()),
                namesSomebody ? kindOf(record, major, minor) : PunchKind.NOT_A_PUNCH,
                EventCodes.methodOf(major, minor),
                zeroToNull(record.doorNo()),
                zeroToNull(record.cardReaderNo()),
                namesSomebody ? EventCategory.PERSON : EventCodes.categoryOf(major, minor));
    }

    private static PunchKind kindOf(EventRecord record, int major, int minor) {
        if (EventCodes.isPass(major, minor)) {
            return directionOf(record.attendanceStatus());
        }
        return EventCodes.isRefusal(major, minor) ? PunchKind.DENIED : PunchKind.NOT_A_PUNCH;
    }

    /** Firmware and documents differ in case (overtimeOut, overTimeOut), which once booked departures as arrivals. */
    private static PunchKind directionOf(@Nullable String attendanceStatus) {
        return switch (attendanceStatus == null ? "" : attendanceStatus.strip().toLowerCase(Locale.ROOT)) {
            case "checkin" -> PunchKind.CHECK_IN;
            case "checkout" -> PunchKind.CHECK_OUT;
            case "breakout" -> PunchKind.BREAK_OUT;
            case "breakin" -> PunchKind.BREAK_IN;
            case "overtimein" -> PunchKind.OVERTIME_IN;
            case "overtimeout" -> PunchKind.OVERTIME_OUT;
            default -> PunchKind.UNSPECIFIED;
        };
    }

    /** Terminals write an empty text or 0 where a field means nothing. */
    private static @Nullable String present(@Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        return stripped.isEmpty() || stripped.equals("0") ? null : stripped;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable Integer zeroToNull(@Nullable Integer number) {
        return number == null || number == 0 ? null : number;
    }

    /** A record that cannot be understood still has its place in the log, which is not to be taken for a gap. */
    private static Translation untranslatable(
            String reason, RawRecord raw, @Nullable Long serialNo, @Nullable LocalDateTime wallClock) {
        return new Translation.Untranslatable(reason, raw, serialNo == null ? RawSerial.of(raw) : serialNo, wallClock);
    }

    private static RawRecord rawOf(RawBytes raw) {
        return RawRecord.of(raw.toByteArray());
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
