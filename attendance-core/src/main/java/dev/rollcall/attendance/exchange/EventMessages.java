package dev.rollcall.attendance.exchange;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EmployeeNumber;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.event.TimeQuality;
import dev.rollcall.attendance.event.VerifyMethod;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns observations into messages and back, without loss. */
public final class EventMessages {

    private static final String BASE64 = "base64";

    private EventMessages() {}

    /** Returns the message that carries an observation under this id. */
    public static EventMessage toMessage(EventId id, Observation observation) {
        AttendanceEvent event = observation.event();
        EventTime time = event.time();
        RawRecord raw = observation.raw();
        boolean utf8 = raw.isUtf8();
        return new EventMessage(
                id.hex(),
                event.serialNo(),
                IsoText.of(time.wallClock()),
                textOf(time.printedOffset()),
                time.occurredAt() == null ? null : IsoText.of(time.occurredAt()),
                time.quality().name(),
                time.zone(),
                time.raw(),
                event.major(),
                event.minor(),
                textOf(event.employeeNo()),
                event.cardNo(),
                event.name(),
                event.kind().name(),
                event.verifyMethod().name(),
                event.category().name(),
                event.door(),
                event.reader(),
                observation.channel().name(),
                IsoText.of(observation.seenAt()),
                utf8 ? raw.text() : Base64.getEncoder().encodeToString(raw.toByteArray()),
                utf8 ? null : BASE64);
    }

    /**
     * Returns the observation a message carries.
     *
     * @param device the device of the batch
     * @throws InvalidMessageException if a field is missing or cannot be read; the message names the field and its value
     */
    public static Observation toObservation(DeviceKey device, EventMessage message) {
        AttendanceEvent event = new AttendanceEvent(
                device,
                message.serialNo(),
                timeOf(message),
                required("major", message.major()),
                required("minor", message.minor()),
                optional("employeeNo", message.employeeNo(), EmployeeNumber::of),
                message.cardNo(),
                message.name(),
                required("kind", message.kind(), PunchKind::valueOf),
                required("verifyMethod", message.verifyMethod(), VerifyMethod::valueOf),
                message.door(),
                message.reader(),
                required("category", message.category(), EventCategory::valueOf));
        return new Observation(
                event,
                required("channel", message.channel(), Channel::valueOf),
                required("seenAt", message.seenAt(), IsoText::instant),
                null,
                rawOf(message));
    }

    private static EventTime timeOf(EventMessage message) {
        LocalDateTime wallClock = required("wallClock", message.wallClock(), IsoText::wallClock);
        ZoneOffset offset = optional("offset", message.offset(), ZoneOffset::of);
        Instant occurredAt = optional("occurredAt", message.occurredAt(), IsoText::instant);
        TimeQuality quality = required("timeQuality", message.timeQuality(), TimeQuality::valueOf);
        String text = message.timeText() != null
                ? message.timeText()
                : IsoText.of(wallClock) + (offset == null ? "" : offset.getId());
        try {
            return new EventTime(text, wallClock, offset, occurredAt, message.timeZone(), quality);
        } catch (IllegalArgumentException contradiction) {
            throw new InvalidMessageException("occurredAt", String.valueOf(message.occurredAt()), contradiction);
        }
    }

    private static RawRecord rawOf(EventMessage message) {
        String raw = required("raw", message.raw());
        return BASE64.equals(message.rawEncoding())
                ? RawRecord.of(required("raw", raw, Base64.getDecoder()::decode))
                : RawRecord.ofText(raw);
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidMessageException(field);
        }
        return value;
    }

    private static <T> T required(String field, @Nullable String text, Function<String, T> reading) {
        return read(field, required(field, text), reading);
    }

    private static <T> @Nullable T optional(String field, @Nullable String text, Function<String, T> reading) {
        return text == null ? null : read(field, text, reading);
    }

    private static <T> T read(String field, String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw new InvalidMessageException(field, text, unreadable);
        }
    }

    private static @Nullable String textOf(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
