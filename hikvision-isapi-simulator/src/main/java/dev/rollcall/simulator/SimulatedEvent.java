package dev.rollcall.simulator;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the device's event log. Immutable; the {@code with…} methods return changed copies.
 *
 * @param serialNo the device's running number, from 1; 0 lets {@link SimulatedDevice#log} assign the next one;
 *     {@link #NO_SERIAL} makes an entry that answers and pushes print without a serial
 * @param major 1 alarm, 2 exception, 3 operation, 5 event
 * @param minor the code within the major; the pair is the meaning, 1024 alone is ambiguous
 * @param time the device's own clock and offset when it happened, whole seconds; null lets the device's clock decide
 * @param person who it was, or null for doors, operations and failed attempts
 * @param doorNo the door, 0 for none
 * @param attendanceStatus "undefined" unless attendance keys are set up on the device
 * @param printedTime replaces the text of the time in answers and pushes, to imitate odd firmware; usually null
 */
public record SimulatedEvent(
        long serialNo,
        int major,
        int minor,
        @Nullable OffsetDateTime time,
        @Nullable Person person,
        int doorNo,
        String attendanceStatus,
        @Nullable String printedTime) {

    /** Serial of an entry that is printed without {@code serialNo}. */
    public static final long NO_SERIAL = -1;

    /** The minors of major 5 that accept a person, as the code tables of integrators list them. */
    private static final Set<Integer> ACCEPTED =
            Set.of(1, 2, 16, 34, 38, 40, 43, 46, 69, 72, 75, 77, 101, 153, 179, 181);

    public SimulatedEvent {
        Objects.requireNonNull(attendanceStatus, "attendanceStatus");
        if (time != null) {
            time = time.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /** An entry of the given pair without person or door; serial and time are assigned when it is logged. */
    public static SimulatedEvent of(int major, int minor) {
        return new SimulatedEvent(0, major, minor, null, null, 0, "undefined", null);
    }

    public SimulatedEvent withSerialNo(long value) {
        return new SimulatedEvent(value, major, minor, time, person, doorNo, attendanceStatus, printedTime);
    }

    public SimulatedEvent withTime(OffsetDateTime value) {
        return new SimulatedEvent(serialNo, major, minor, value, person, doorNo, attendanceStatus, printedTime);
    }

    public SimulatedEvent withPerson(Person value) {
        return new SimulatedEvent(serialNo, major, minor, time, value, doorNo, attendanceStatus, printedTime);
    }

    public SimulatedEvent withDoorNo(int value) {
        return new SimulatedEvent(serialNo, major, minor, time, person, value, attendanceStatus, printedTime);
    }

    /** Values seen: undefined, checkIn, checkOut, breakOut, breakIn, overtimeIn, overtimeOut (and overTimeOut). */
    public SimulatedEvent withAttendanceStatus(String value) {
        return new SimulatedEvent(serialNo, major, minor, time, person, doorNo, value, printedTime);
    }

    public SimulatedEvent printedAs(String timeText) {
        return new SimulatedEvent(serialNo, major, minor, time, person, doorNo, attendanceStatus, timeText);
    }

    /** Whether a person identified himself and was accepted. */
    public boolean isPunch() {
        return major == 5 && person != null && ACCEPTED.contains(minor);
    }

    boolean isFace() {
        return major == 5 && (minor == 75 || minor == 76);
    }

    OffsetDateTime loggedTime() {
        return Objects.requireNonNull(time, "time is set when the event is logged");
    }
}
