package dev.rollcall.agent.sqlite;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EmployeeNumber;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.event.TimeQuality;
import dev.rollcall.attendance.event.VerifyMethod;
import dev.rollcall.attendance.event.WallClock;
import dev.rollcall.attendance.identity.EventIdentity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes events as rows of {@code event} and reads them back. */
final class EventRows {

    private static final String INSERT = """
            insert into event (id, device, serial_no, wall_clock, time_text, printed_offset, occurred_at, zone, time_quality,
              major, minor, employee_no, card_no, name, kind, verify_method, door, reader, category, channel, seen_at,
              clock_offset_ms, confirmed, digest, raw)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String UPDATE = """
            update event set serial_no = ?, wall_clock = ?, time_text = ?, printed_offset = ?, occurred_at = ?, zone = ?,
              time_quality = ?, major = ?, minor = ?, employee_no = ?, card_no = ?, name = ?, kind = ?, verify_method = ?,
              door = ?, reader = ?, category = ?, digest = ? where seq = ?""";

    /** The tables whose rows are of an event, by their column {@code event}. */
    static final List<String> CHILDREN = List.of("alias", "reprint", "contradiction", "outbox");

    private EventRows() {}

    /**
     * Removes an event with all that is of it, and enters that in the ledger.
     *
     * @param why what the ledger says of it
     */
    static void remove(Session session, Ledger ledger, long seq, LedgerEntry.Kind why) throws SQLException {
        for (String child : CHILDREN) {
            Statements.update(session, "delete from " + child + " where event = ?", seq);
        }
        Statements.update(session, "delete from event where seq = ?", seq);
        ledger.enterGone(seq, why);
    }

    /** Formats a wall clock so that text order is time order. */
    static String wall(LocalDateTime wallClock) {
        return WallClock.toSecond(wallClock);
    }

    static long insert(Session session, Ledger ledger, EventId id, Observation seen) throws SQLException {
        AttendanceEvent event = seen.event();
        EventTime time = event.time();
        ClockOffset offset = seen.clockOffset();
        // In the order of the table, which the digest is over.
        @Nullable Object[] values = {
            id.hex(),
            event.device().value(),
            event.serialNo(),
            wall(time.wallClock()),
            time.raw(),
            Statements.text(time.printedOffset()),
            time.occurredAt(),
            time.zone(),
            time.quality().name(),
            event.major(),
            event.minor(),
            Statements.text(event.employeeNo()),
            event.cardNo(),
            event.name(),
            event.kind().name(),
            event.verifyMethod().name(),
            event.door(),
            event.reader(),
            event.category().name(),
            seen.channel().name(),
            seen.seenAt(),
            offset == null ? null : offset.ahead().toMillis(),
            seen.channel().confirms() ? 1 : 0,
            EventIdentity.digestOf(event).hex(),
            seen.raw().toByteArray()
        };
        long seq = Statements.insert(session, INSERT, values);
        ledger.enter(seq, LedgerEntry.Kind.INSERTED, RowDigest.of(values));
        return seq;
    }

    static void update(Session session, long seq, AttendanceEvent event) throws SQLException {
        EventTime time = event.time();
        Statements.update(
                session,
                UPDATE,
                event.serialNo(),
                wall(time.wallClock()),
                time.raw(),
                Statements.text(time.printedOffset()),
                time.occurredAt(),
                time.zone(),
                time.quality().name(),
                event.major(),
                event.minor(),
                Statements.text(event.employeeNo()),
                event.cardNo(),
                event.name(),
                event.kind().name(),
                event.verifyMethod().name(),
                event.door(),
                event.reader(),
                event.category().name(),
                EventIdentity.digestOf(event).hex(),
                seq);
    }

    static AttendanceEvent event(ResultSet rows) throws SQLException {
        String employee = rows.getString("employee_no");
        return new AttendanceEvent(
                DeviceKey.of(rows.getString("device")),
                Statements.number(rows, "serial_no"),
                time(rows),
                rows.getInt("major"),
                rows.getInt("minor"),
                employee == null ? null : EmployeeNumber.of(employee),
                rows.getString("card_no"),
                rows.getString("name"),
                PunchKind.valueOf(rows.getString("kind")),
                VerifyMethod.valueOf(rows.getString("verify_method")),
                small(rows, "door"),
                small(rows, "reader"),
                EventCategory.valueOf(rows.getString("category")));
    }

    static Observation observation(ResultSet rows) throws SQLException {
        Long offset = Statements.number(rows, "clock_offset_ms");
        return new Observation(
                event(rows),
                Channel.valueOf(rows.getString("channel")),
                Instant.parse(rows.getString("seen_at")),
                offset == null ? null : new ClockOffset(Duration.ofMillis(offset)),
                RawRecord.of(rows.getBytes("raw")));
    }

    private static EventTime time(ResultSet rows) throws SQLException {
        String offset = rows.getString("printed_offset");
        return new EventTime(
                rows.getString("time_text"),
                LocalDateTime.parse(rows.getString("wall_clock")),
                offset == null ? null : ZoneOffset.of(offset),
                Statements.instant(rows, "occurred_at"),
                rows.getString("zone"),
                TimeQuality.valueOf(rows.getString("time_quality")));
    }

    private static @Nullable Integer small(ResultSet rows, String column) throws SQLException {
        Long number = Statements.number(rows, column);
        return number == null ? null : number.intValue();
    }
}
