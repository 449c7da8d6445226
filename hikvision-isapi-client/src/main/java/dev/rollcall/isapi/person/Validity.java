package dev.rollcall.isapi.person;

import dev.rollcall.isapi.internal.Fields;
import dev.rollcall.isapi.internal.TimeText;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a person may enter. Times carry no offset; {@code timeType} says whether the terminal means its own clock or UTC.
 *
 * @param enabled whether the two times are looked at
 * @param beginText first moment as printed
 * @param begin that text as a date and time; null if it is none
 * @param endText last moment as printed, 2037-12-31T23:59:59 at most
 * @param end that text as a date and time; null if it is none
 * @param timeType {@code local} or {@code UTC}
 * @param otherFields every other field, its value as JSON text
 */
public record Validity(
        @Nullable Boolean enabled,
        @Nullable String beginText,
        @Nullable LocalDateTime begin,
        @Nullable String endText,
        @Nullable LocalDateTime end,
        @Nullable String timeType,
        Map<String, String> otherFields) {

    public Validity {
        otherFields = Map.copyOf(otherFields);
    }

    static Validity of(Fields fields) {
        String begin = fields.text("beginTime");
        String end = fields.text("endTime");
        return new Validity(
                fields.truth("enable"), begin, time(begin), end, time(end), fields.text("timeType"), fields.rest());
    }

    private static @Nullable LocalDateTime time(@Nullable String text) {
        TimeText time = TimeText.parse(text);
        return time == null ? null : time.wallClock();
    }
}
