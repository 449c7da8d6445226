package dev.rollcall.receiver.jdbc;

import com.google.common.hash.Hashing;
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
import dev.rollcall.attendance.identity.ContentDigest;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.attendance.reconcile.EventKey;
import dev.rollcall.attendance.reconcile.TalliedEvent;
import dev.rollcall.receiver.store.Sight;
import java.nio.charset.StandardCharsets;
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
            Column.bool("confirmed"),
            Column.bytes("row_digest"));

    private static final int CONTENT_DIGEST =
            COLUMNS.stream().map(Column::name).toList().indexOf("content_digest");
    private static final int DIGEST_BYTES = 16;

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
        return values(stored, EventIdentity.digestOf(stored.event()));
    }

    /** Returns what a row says of an event whose content digest is known already. */
    static List<@Nullable Object> values(StoredEvent stored, ContentDigest content) {
        AttendanceEvent event = stored.event();
        EventTime time = event.time();
        ZoneOffset offset = time.printedOffset();
        List<@Nullable Object> said = new ArrayList<>(Arrays.asList(
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
                bytes(content.hex()),
                stored.confirmed()));
        said.add(digest(stored, said));
        return said;
    }

    /** Tells whether a row still says what was stored. One from before rows were digested is held against its content digest only. */
    static boolean isAsWritten(ResultSet row, StoredEvent stored) throws SQLException {
        byte[] expected = row.getBytes("row_digest");
        List<@Nullable Object> said = values(stored);
        return saysItsWords(row, stored.event())
                && Arrays.equals(row.getBytes("content_digest"), (byte[]) said.get(CONTENT_DIGEST))
                && (expected == null || Arrays.equals(expected, (byte[]) said.get(said.size() - 1)));
    }

    /** A word that cannot be read is read as another one, which is not what the row says. */
    private static boolean saysItsWords(ResultSet row, AttendanceEvent event) throws SQLException {
        return event.kind().name().equals(row.getString("kind"))
                && event.verifyMethod().name().equals(row.getString("verify_method"))
                && event.category().name().equals(row.getString("category"))
                && event.time().quality().name().equals(row.getString("time_quality"))
                && (event.employeeNo() == null) == (row.getString("employee_no") == null);
    }

    /** Whether a person edits what the row says or only one of its digests, they do not fit any more. */
    private static byte[] digest(StoredEvent stored, List<@Nullable Object> said) {
        StringBuilder text =
                new StringBuilder("rollcall row 1\n").append(stored.publicId().hex());
        for (Object value : said) {
            if (!(value instanceof byte[])) {
                String shown = String.valueOf(value);
                text.append('\n').append(shown.length()).append(' ').append(shown);
            }
        }
        byte[] whole = Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asBytes();
        return Arrays.copyOf(whole, DIGEST_BYTES);
    }

    static @Nullable Long millis(@Nullable ClockOffset offset) {
        return offset == null ? null : offset.ahead().toMillis();
    }

    /** Reads an event, without its re-prints. */
    static StoredEvent read(ResultSet row, DeviceKey device) throws SQLException {
        AttendanceEvent event = new AttendanceEvent(
                device,
                Columns.number(row, "serial_no"),
                time(row),
                row.getInt("major"),
                row.getInt("minor"),
                employee(row),
                row.getString("card_no"),
                row.getString("name"),
                word(row, "kind", PunchKind.UNSPECIFIED),
                word(row, "verify_method", VerifyMethod.UNKNOWN),
                Columns.integer(row, "door"),
                Columns.integer(row, "reader"),
                word(row, "category", EventCategory.OTHER));
        return new StoredEvent(
                row.getLong("id"), id(row.getBytes("public_id")), event, row.getBoolean("confirmed"), List.of());
    }

    /** Somebody may have edited it to a word that there is not; an event must not be held up by that, it is written anew when it comes again. */
    private static <E extends Enum<E>> E word(ResultSet row, String column, E otherwise) throws SQLException {
        try {
            return Enum.valueOf(otherwise.getDeclaringClass(), row.getString(column));
        } catch (IllegalArgumentException edited) {
            return otherwise;
        }
    }

    private static @Nullable EmployeeNumber employee(ResultSet row) throws SQLException {
        String text = row.getString("employee_no");
        return text == null || text.isBlank() ? null : EmployeeNumber.of(text);
    }

    /** Reads what a row is tallied as. */
    static TalliedEvent tallied(ResultSet row) throws SQLException {
        byte[] digest = row.getBytes("content_digest");
        ContentDigest content = new ContentDigest(
                HexFormat.of().formatHex(digest.length == DIGEST_BYTES ? digest : Arrays.copyOf(digest, DIGEST_BYTES)));
        return new TalliedEvent(
                wallClock(row.getLong("wall_clock")), new EventKey(id(row.getBytes("public_id")), content));
    }

    /**
     * Reads a row that somebody edited: under its true id and the wall clock hashed in it, with a content that no event has but that
     * is another one for other edits.
     */
    static TalliedEvent edited(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder("rollcall edited row");
        for (Column column : COLUMNS) {
            text.append('\n').append(shown(row, column));
        }
        ContentDigest content = new ContentDigest(Hashing.sha256()
                .hashString(text, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 2 * DIGEST_BYTES));
        return new TalliedEvent(
                wallClock(row.getLong("id_wall_clock")), new EventKey(id(row.getBytes("true_id")), content));
    }

    /** The driver writes bytes and truths one way or the other, as it happens to have received them. */
    private static @Nullable String shown(ResultSet row, Column column) throws SQLException {
        String name = column.name();
        return switch (column.type()) {
            case BYTES -> {
                byte[] bytes = row.getBytes(name);
                yield bytes == null ? null : HexFormat.of().formatHex(bytes);
            }
            case BOOLEAN -> String.valueOf(row.getBoolean(name));
            case NUMBER, INTEGER, TEXT -> row.getString(name);
        };
    }

    /** Reads by which channel an event was seen. */
    static Channel channel(ResultSet row) throws SQLException {
        return word(row, "channel", Channel.POLL);
    }

    /** Reads a sight, from an event's row (the first one) or from a row of its own. */
    static Sight sight(ResultSet row) throws SQLException {
        Long offset = Columns.number(row, "clock_offset");
        return new Sight(
                channel(row),
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
                word(row, "time_quality", TimeQuality.IMPLAUSIBLE));
    }
}
