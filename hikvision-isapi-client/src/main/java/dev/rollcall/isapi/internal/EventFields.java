package dev.rollcall.isapi.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.isapi.RawBytes;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one event, read from a row of a search or from the block inside a notification; what they mean stands at
 * {@code EventRecord}. Internal to the module.
 */
public record EventFields(
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

    /** A row of a search answer. */
    public static EventFields row(JsonNode row, RawBytes raw) {
        Fields fields = new Fields(row);
        return read(fields, fields.text("time"), raw);
    }

    /** The block inside a notification, whose time stands in the envelope. */
    public static EventFields notified(JsonNode block, @Nullable String envelopeTime, RawBytes raw) {
        Fields fields = new Fields(block);
        String time = fields.text("time");
        return read(fields, time == null ? envelopeTime : time, raw);
    }

    private static EventFields read(Fields fields, @Nullable String timeText, RawBytes raw) {
        TimeText time = TimeText.parse(timeText);
        return new EventFields(
                either(fields, "major", "majorEventType"),
                either(fields, "minor", "subEventType"),
                timeText,
                time == null ? null : time.wallClock(),
                time == null ? null : time.offset(),
                fields.whole("serialNo"),
                employeeNo(fields),
                fields.text("cardNo"),
                fields.exactText("name"),
                fields.number("doorNo"),
                fields.number("cardReaderNo"),
                fields.text("currentVerifyMode"),
                fields.text("attendanceStatus"),
                fields.exactText("label"),
                fields.text("userType"),
                fields.truth("currentEvent"),
                fields.whole("frontSerialNo"),
                fields.text("pictureURL"),
                fields.rest(),
                raw);
    }

    private static @Nullable Integer either(Fields fields, String first, String second) {
        Integer value = fields.number(first);
        return value == null ? fields.number(second) : value;
    }

    private static @Nullable String employeeNo(Fields fields) {
        String text = fields.text("employeeNoString");
        if (text != null) {
            return text;
        }
        return fields.isNumericZero("employeeNo") ? null : fields.text("employeeNo");
    }
}
