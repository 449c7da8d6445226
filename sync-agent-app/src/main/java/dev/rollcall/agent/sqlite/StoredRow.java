package dev.rollcall.agent.sqlite;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EmployeeNumber;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.event.TimeQuality;
import dev.rollcall.attendance.event.VerifyMethod;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code event} as it stands there: each column is fetched once, for the digest and for the event alike. Making the event of
 * it throws if it is damaged, so {@link #isAsWritten} is asked first.
 */
final class StoredRow {

    private static final int ID = 2;
    private static final int DEVICE = 3;
    private static final int SERIAL_NO = 4;
    private static final int WALL_CLOCK = 5;
    private static final int TIME_TEXT = 6;
    private static final int PRINTED_OFFSET = 7;
    private static final int OCCURRED_AT = 8;
    private static final int ZONE = 9;
    private static final int TIME_QUALITY = 10;
    private static final int MAJOR = 11;
    private static final int MINOR = 12;
    private static final int EMPLOYEE_NO = 13;
    private static final int CARD_NO = 14;
    private static final int NAME = 15;
    private static final int KIND = 16;
    private static final int VERIFY_METHOD = 17;
    private static final int DOOR = 18;
    private static final int READER = 19;
    private static final int CATEGORY = 20;
    private static final int CHANNEL = 21;
    private static final int SEEN_AT = 22;
    private static final int CLOCK_OFFSET = 23;
    private static final int CONFIRMED = 24;
    private static final int RAW = 26;

    private final @Nullable String[] texts = new String[RAW];
    private final byte @Nullable [] raw;

    private StoredRow(ResultSet rows) throws SQLException {
        for (int column = 1; column < RAW; column++) {
            texts[column] = rows.getString(column);
        }
        raw = rows.getBytes(RAW);
    }

    /** Reads a row whose columns begin with those of {@code event}. */
    static StoredRow of(ResultSet rows) throws SQLException {
        return new StoredRow(rows);
    }

    /** Computes its digest. */
    byte[] digest() {
        return RowDigest.of(texts, raw);
    }

    /** Tells whether it has this digest; null is the digest of no row. */
    boolean isAsWritten(byte @Nullable [] expected) {
        return expected != null && MessageDigest.isEqual(expected, digest());
    }

    long seq() {
        return Long.parseLong(present(1));
    }

    EventId id() {
        return EventId.of(present(ID));
    }

    String device() {
        return present(DEVICE);
    }

    boolean confirmed() {
        return present(CONFIRMED).equals("1");
    }

    AttendanceEvent event() {
        String serial = texts[SERIAL_NO];
        String employee = texts[EMPLOYEE_NO];
        return new AttendanceEvent(
                DeviceKey.of(present(DEVICE)),
                serial == null ? null : Long.valueOf(serial),
                time(),
                Integer.parseInt(present(MAJOR)),
                Integer.parseInt(present(MINOR)),
                employee == null ? null : EmployeeNumber.of(employee),
                texts[CARD_NO],
                texts[NAME],
                PunchKind.valueOf(present(KIND)),
                VerifyMethod.valueOf(present(VERIFY_METHOD)),
                small(DOOR),
                small(READER),
                EventCategory.valueOf(present(CATEGORY)));
    }

    Observation observation() {
        String offset = texts[CLOCK_OFFSET];
        return new Observation(
                event(),
                Channel.valueOf(present(CHANNEL)),
                IsoText.instant(present(SEEN_AT)),
                offset == null ? null : new ClockOffset(Duration.ofMillis(Long.parseLong(offset))),
                RawRecord.of(Objects.requireNonNull(raw, "raw")));
    }

    private EventTime time() {
        String offset = texts[PRINTED_OFFSET];
        String instant = texts[OCCURRED_AT];
        return new EventTime(
                present(TIME_TEXT),
                IsoText.wallClock(present(WALL_CLOCK)),
                offset == null ? null : ZoneOffset.of(offset),
                instant == null ? null : IsoText.instant(instant),
                texts[ZONE],
                TimeQuality.valueOf(present(TIME_QUALITY)));
    }

    private @Nullable Integer small(int column) {
        String number = texts[column];
        return number == null ? null : Integer.valueOf(number);
    }

    private String present(int column) {
        return Objects.requireNonNull(texts[column], "a column that is never null");
    }
}
