package dev.rollcall.isapi.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.access.EventRecord;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes an event record of a row of a search, or of the block inside a notification. Internal to the module. */
public final class EventRecordReader {

    private static final Set<String> KNOWN = Set.of(
            "major",
            "minor",
            "majorEventType",
            "subEventType",
            "time",
            "serialNo",
            "employeeNoString",
            "employeeNo",
            "cardNo",
            "name",
            "doorNo",
            "cardReaderNo",
            "currentVerifyMode",
            "attendanceStatus",
            "label",
            "userType",
            "currentEvent",
            "frontSerialNo",
            "pictureURL");

    private EventRecordReader() {}

    /** A row of a search answer. */
    public static EventRecord row(JsonNode row, RawBytes raw) {
        Fields fields = new Fields(row);
        return record(fields, fields.text("time"), raw);
    }

    /** The block inside a notification, whose time stands in the envelope. */
    public static EventRecord notified(JsonNode block, @Nullable String envelopeTime, RawBytes raw) {
        Fields fields = new Fields(block);
        String time = fields.text("time");
        return record(fields, time == null ? envelopeTime : time, raw);
    }

    private static EventRecord record(Fields fields, @Nullable String timeText, RawBytes raw) {
        TimeText time = TimeText.parse(timeText);
        return new EventRecord(
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
                fields.othersAsJson(KNOWN),
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
