package dev.rollcall.receiver.jdbc;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.ClockOffset;
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
import dev.rollcall.receiver.store.Sight;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns events into rows and back, without loss. */
final class EventRow {

    /** The columns that state what an event says, in the order of {@link #values}. */
    static final List<Column> COLUMNS = List.of(
            Column.number("serial_no"),
            Column.number("wall_clock"),
            Column.integer("printed_offset"),
            Column.number("occurred_at"),
            Column.text("time_quality"),
            Column.text("zone"),
            Column.text("time_text"),
            Column.integer("major"),
            Column.integer("minor"),
            Column.text("employee_no"),
            Column.text("card_no"),
            Column.text("name"),
            Column.text("kind"),
            Column.text("verify_method"),
            Column.integer("door"),
            Column.integer("reader"),
            Column.text("category"),
            Column.bytes("content_digest"),
            Column.bool("confirmed"));

    private EventRow() {}

    /** Returns a wall clock as the tables hold it: seconds since 1970 as if it had been printed in UTC. */
    static long wallClock(LocalDateTime wallClock) {
        return wallClock.toEpochSecond(ZoneOffset.UTC);
    }

    static LocalDateTime wallClock(long seconds) {
        return LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    static EventId id(byte[] bytes) {
        return EventId.of(HexFormat.of().formatHex(bytes));
    }

    static List<@Nullable Object> values(StoredEvent stored) {
        AttendanceEvent event = stored.event();
        EventTime time = event.time();
        ZoneOffset offset = time.printedOffset();
        return new ArrayList<>(Arrays.asList(
                event.serialNo(),
                wallClock(time.wallClock()),
                offset == null ? null : offset.getTotalSeconds(),
                Columns.millis(time.occurredAt()),
                time.quality().name(),
                time.zone(),
                time.raw(),
                event.major(),
                event.minor(),
                event.employeeNo() == null ? null : event.employeeNo().value(),
                event.cardNo(),
                event.name(),
                event.kind().name(),
                event.verifyMethod().name(),
                event.door(),
                event.reader(),
                event.category().name(),
                bytes(EventIdentity.digestOf(event).hex()),
                stored.confirmed()));
    }

    static @Nullable Long millis(@Nullable ClockOffset offset) {
        return offset == null ? null : offset.ahead().toMillis();
    }

    /** Reads an event, without its re-prints. */
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
                row.getLong("id"), id(row.getBytes("public_id")), event, row.getBoolean("confirmed"), List.of());
    }

    /** Reads a sight, from an event's row (the first one) or from a row of its own. */
    static Sight sight(ResultSet row) throws SQLException {
        Long offset = Columns.number(row, "clock_offset");
        return new Sight(
                Channel.valueOf(row.getString("channel")),
                Columns.instant(row, "seen_at"),
                Columns.instant(row, "received_at"),
                offset == null ? null : new ClockOffset(Duration.ofMillis(offset)));
    }

    private static EventTime time(ResultSet row) throws SQLException {
        Integer offset = Columns.integer(row, "printed_offset");
        return new EventTime(
                row.getString("time_text"),
                wallClock(row.getLong("wall_clock")),
                offset == null ? null : ZoneOffset.ofTotalSeconds(offset),
                Columns.instantOrNull(row, "occurred_at"),
                row.getString("zone"),
                TimeQuality.valueOf(row.getString("time_quality")));
    }
}
