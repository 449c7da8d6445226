package dev.rollcall.attendance.exchange;

import org.jspecify.annotations.Nullable;

/**
 * One event in a batch. {@link EventMessages} turns observations into messages and back.
 *
 * @param id           the id the agent computed; only echoed, the receiver computes its own
 * @param serialNo     the device's serial number of the event; null if the channel did not carry it
 * @param wallClock    the time as printed, ISO-8601 local, whole seconds
 * @param offset       the printed offset, for example {@code +05:30}; null if none was printed
 * @param occurredAt   the resolved instant, ISO-8601 UTC; null if it could not be resolved
 * @param timeQuality  a name of {@code TimeQuality}
 * @param timeZone     the zone used to resolve; null if none was
 * @param timeText     the device's own text of the time; null if it equals wall clock and offset put together
 * @param major        the device's event class
 * @param minor        the code within the class
 * @param employeeNo   the person, as text with its leading zeros; null if none
 * @param cardNo       the card, as text; null if none
 * @param name         the person's name as the device has it; null if none
 * @param kind         a name of {@code PunchKind}
 * @param verifyMethod a name of {@code VerifyMethod}
 * @param category     a name of {@code EventCategory}
 * @param door         the door's number; null if none
 * @param reader       the reader's number; null if none
 * @param channel      a name of {@code Channel}
 * @param seenAt       when the agent saw it, ISO-8601 UTC
 * @param raw          the device's exact text of the record; base64 of its bytes if {@code rawEncoding} says so
 * @param rawEncoding  {@code base64} where the bytes are not UTF-8; null otherwise
 */
public record EventMessage(
        String id,
        @Nullable Long serialNo,
        String wallClock,
        @Nullable String offset,
        @Nullable String occurredAt,
        String timeQuality,
        @Nullable String timeZone,
        @Nullable String timeText,
        Integer major,
        Integer minor,
        @Nullable String employeeNo,
        @Nullable String cardNo,
        @Nullable String name,
        String kind,
        String verifyMethod,
        String category,
        @Nullable Integer door,
        @Nullable Integer reader,
        String channel,
        String seenAt,
        String raw,
        @Nullable String rawEncoding) {}
