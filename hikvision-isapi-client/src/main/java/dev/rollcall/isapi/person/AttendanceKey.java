package dev.rollcall.isapi.person;

import dev.rollcall.isapi.internal.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function key of an attendance terminal.
 *
 * @param number the key, counted from 1
 * @param enabled whether it can be pressed
 * @param attendanceStatus what it books: {@code checkIn}, {@code checkOut}, {@code breakOut}, {@code breakIn}, {@code
 *     overtimeIn}, {@code overtimeOut}; compare without regard to case, as {@code overTimeOut} occurs too (seen on
 *     DS-K1T341CMFW V3.3.8)
 * @param label its text on the screen
 * @param otherFields every other field, its value as JSON text
 */
public record AttendanceKey(
        int number,
        @Nullable Boolean enabled,
        @Nullable String attendanceStatus,
        @Nullable String label,
        Map<String, String> otherFields) {

    public AttendanceKey {
        otherFields = Map.copyOf(otherFields);
    }

    static AttendanceKey of(int number, Fields fields) {
        return new AttendanceKey(
                number,
                fields.truth("enable"),
                fields.text("attendanceStatus"),
                fields.exactText("label"),
                fields.rest());
    }
}
