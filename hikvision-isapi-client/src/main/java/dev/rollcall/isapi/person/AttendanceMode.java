package dev.rollcall.isapi.person;

import dev.rollcall.isapi.internal.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a terminal decides whether a punch is an arrival or a departure.
 *
 * @param mode {@code disable}, {@code manual}, {@code auto} or {@code manualAndAuto} (seen on DS-K1A340FWX V1.2.7). While it is
 *     {@code disable}, events say {@code undefined} or nothing at all
 * @param required whether a person has to choose before the punch counts
 * @param statusTime how long a chosen key holds, in seconds as far as known; null if not told
 * @param otherFields every other field, its value as JSON text
 */
public record AttendanceMode(
        @Nullable String mode,
        @Nullable Boolean required,
        @Nullable Integer statusTime,
        Map<String, String> otherFields) {

    public AttendanceMode {
        otherFields = Map.copyOf(otherFields);
    }

    static AttendanceMode of(Fields fields) {
        return new AttendanceMode(
                fields.text("mode"),
                fields.truth("reqAttendanceStatus"),
                fields.number("attendanceStatusTime"),
                fields.rest());
    }
}
