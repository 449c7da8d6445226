package dev.rollcall.receiver.jdbc;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EmployeeNumber;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.event.TimeQuality;
import dev.rollcall.attendance.event.VerifyMethod;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns events into rows and back, without loss. */
final class EventRow {

    /** The columns that state what an event says, in the order of {@link #values}. */
    static final List<String> COLUMNS = List.of(
            "serial_no",
            "wall_clock",
            "printed_offset",
            "occurred_at",
            "time_quality",
            "zone",
            "time_text",
            "major",
            "minor",
            "employee_no",
            "card_no",
            "name",
            "kind",
            "verify_method",
            "door",
            "reader",
            "category",
            "content_digest",
            "confirmed");

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private EventRow() {}

    static String wallClock(LocalDateTime wallClock) {
        return SECOND.format(wallClock);
    }

    static List<Object> values(StoredEvent stored) {
        AttendanceEvent event = stored.event();
        EventTime time = event.time();
        return new ArrayList<>(Arrays.asList(
                event.serialNo(),
                wallClock(time.wallClock()),
                text(time.printedOffset()),
                Columns.millis(time.occurredAt()),
                time.quality().name(),
                time.zone(),
                time.raw(),
                event.major(),
                event.minor(),
                text(event.employeeNo()),
                event.cardNo(),
                event.name(),
                event.kind().name(),
                event.verifyMethod().name(),
                event.door(),
                event.reader(),
                event.category().name(),
                EventIdentity.digestOf(event).hex(),
                stored.confirmed()));
    }

    static StoredEvent read(ResultSet row, DeviceKey device) throws SQLException {
        String employeeNo = row.getString("employee_no");
        AttendanceEvent event = new AttendanceEvent(
                device,
                Columns.number(row, "serial_no"),
                time(row),
                row.getInt("major"),
                row.getInt("minor"),
                employeeNo == null ? null : EmployeeNumber.of(employeeNo),
                row.getString("card_no"),
                row.getString("name"),
                PunchKind.valueOf(row.getString("kind")),
                VerifyMethod.valueOf(row.getString("verify_method")),
                Columns.integer(row, "door"),
                Columns.integer(row, "reader"),
                EventCategory.valueOf(row.getString("category")));
        return new StoredEvent(
                row.getLong("id"),
                EventId.of(row.getString("public_id")),
                event,
                row.getBoolean("confirmed"),
                List.of());
    }

    private static EventTime time(ResultSet row) throws SQLException {
        String offset = row.getString("printed_offset");
        return new EventTime(
                row.getString("time_text"),
                LocalDateTime.parse(row.getString("wall_clock")),
                offset == null ? null : ZoneOffset.of(offset),
                Columns.instantOrNull(row, "occurred_at"),
                row.getString("zone"),
                TimeQuality.valueOf(row.getString("time_quality")));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
