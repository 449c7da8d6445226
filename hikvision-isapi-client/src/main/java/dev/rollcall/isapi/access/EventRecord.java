package dev.rollcall.isapi.access;

import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.internal.EventFields;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event as the terminal tells it. Every field may be missing; an empty text counts as missing. No value is invented: a time
 * that cannot be read leaves {@code wallClock} null and {@code timeText} as printed.
 *
 * @param major event group: 1 alarm, 2 exception, 3 operation, 5 access event
 * @param minor kind within the group; the same number means different things in different groups
 * @param timeText the time as printed
 * @param wallClock the date and time of day in that text, as the terminal's own clock showed it
 * @param offset the UTC offset in that text, null if it prints none. Some terminals print a wrong one
 * @param serialNo the terminal's running number; starts again when its log is cleared
 * @param employeeNo the person's number: {@code employeeNoString}, on older firmware the number {@code employeeNo}, where 0
 *     stands for nobody. Text, as leading zeros matter
 * @param cardNo text: values above 2^63 occur
 * @param name the person's name as the terminal knows it
 * @param currentVerifyMode what the reader is set to accept, not what was used
 * @param attendanceStatus the key pressed, for example {@code checkIn}; {@code undefined} until attendance is set up
 * @param label text of that key
 * @param currentEvent true: pushed as it happened; false: stored and sent later; null: not told
 * @param frontSerialNo serial number of the event before, in pushed events
 * @param pictureUrl where the terminal keeps the picture; may name an old address
 * @param otherFields every other field, its value as JSON text
 * @param raw the exact bytes of this record; of a pushed event, the whole notification with its envelope
 */
public record EventRecord(
        @Nullable Integer major,
        @Nullable Integer minor,
        @Nullable String timeText,
        @Nullable LocalDateTime wallClock,
        @Nullable ZoneOffset offset,
        @Nullable Long serialNo,
        @Nullable String employeeNo,
        @Nullable String cardNo,
        @Nullable String name,
        @Nullable Integer doorNo,
        @Nullable Integer cardReaderNo,
        @Nullable String currentVerifyMode,
        @Nullable String attendanceStatus,
        @Nullable String label,
        @Nullable String userType,
        @Nullable Boolean currentEvent,
        @Nullable Long frontSerialNo,
        @Nullable String pictureUrl,
        Map<String, String> otherFields,
        RawBytes raw) {

    public EventRecord {
        otherFields = Map.copyOf(otherFields);
    }

    /** Makes a record of what was read. Internal to the module. */
    public static EventRecord of(EventFields read) {
        return new EventRecord(
                read.major(),
                read.minor(),
                read.timeText(),
                read.wallClock(),
                read.offset(),
                read.serialNo(),
                read.employeeNo(),
                read.cardNo(),
                read.name(),
                read.doorNo(),
                read.cardReaderNo(),
                read.currentVerifyMode(),
                read.attendanceStatus(),
                read.label(),
                read.userType(),
                read.currentEvent(),
                read.frontSerialNo(),
                read.pictureUrl(),
                read.otherFields(),
                read.raw());
    }
}
