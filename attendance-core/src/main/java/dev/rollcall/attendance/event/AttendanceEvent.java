package dev.rollcall.attendance.event;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One fact: something a terminal logged. Equality of two such values is equality of their fields; whether two of them are
 * the same event is decided in {@code identity}.
 *
 * @param device       the terminal that logged it
 * @param serialNo     the terminal's own running number of its log, 1 and up; null if the channel did not carry it.
 *                     It restarts when the log is cleared, so it names no event by itself
 * @param time         when it happened, in the terminal's clock
 * @param major        the terminal's event class: 1 alarm, 2 exception, 3 operation, 5 event
 * @param minor        the code within the class; meaningful only together with {@code major}
 * @param employeeNo   the person; null if none is named
 * @param cardNo       the card's number as text, since it may exceed 63 bits; null if none
 * @param name         the person's name as the terminal has it, for display only; null if none
 * @param kind         what the punch says about direction
 * @param verifyMethod the factor used
 * @param door         the door's number on the terminal; null if none
 * @param reader       the reader's number on the terminal; null if none
 * @param category     what the event is about
 */
public record AttendanceEvent(
        DeviceKey device,
        @Nullable Long serialNo,
        EventTime time,
        int major,
        int minor,
        @Nullable EmployeeNumber employeeNo,
        @Nullable String cardNo,
        @Nullable String name,
        PunchKind kind,
        VerifyMethod verifyMethod,
        @Nullable Integer door,
        @Nullable Integer reader,
        EventCategory category) {

    /** Tells whether a person or a card is named. */
    public boolean namesSomebody() {
        return employeeNo != null || cardNo != null;
    }

    /** Returns this event with what it lacks taken from another observation of the same event. */
    public AttendanceEvent filledFrom(AttendanceEvent other) {
        boolean takesKind = other.namesSomebody() && (!namesSomebody() || kind == PunchKind.UNSPECIFIED);
        boolean takesCategory = other.namesSomebody() && !namesSomebody();
        return new AttendanceEvent(
                device,
                serialNo != null ? serialNo : other.serialNo,
                time,
                major,
                minor,
                employeeNo != null ? employeeNo : other.employeeNo,
                cardNo != null ? cardNo : other.cardNo,
                name != null ? name : other.name,
                takesKind ? other.kind : kind,
                verifyMethod != VerifyMethod.UNKNOWN ? verifyMethod : other.verifyMethod,
                door != null ? door : other.door,
                reader != null ? reader : other.reader,
                takesCategory ? other.category : category);
    }

    /** Returns this event as if the terminal had printed this wall clock for it; the instant stays. */
    public AttendanceEvent printedAt(LocalDateTime wallClock) {
        EventTime printed = new EventTime(
                time.raw(), wallClock, time.printedOffset(), time.occurredAt(), time.zone(), time.quality());
        return new AttendanceEvent(
                device,
                serialNo,
                printed,
                major,
                minor,
                employeeNo,
                cardNo,
                name,
                kind,
                verifyMethod,
                door,
                reader,
                category);
    }
}
