package dev.rollcall.bench;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.EventIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The rows that a batch becomes, written straight into the receiver's tables by multi-row inserts, one transaction a batch: what a program
 * could do that asks nothing, recognises nothing and answers nothing. Statements are prepared once for a connection. Not thread-safe.
 */
final class DirectRows implements AutoCloseable {

    private static final String[] EVENT = {
        "id",
        "device_id",
        "month",
        "public_id",
        "first_wall_clock",
        "revision",
        "channel",
        "seen_at",
        "received_at",
        "clock_offset",
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
        "confirmed"
    };
    private static final String[] RAW = {"event_id", "device_id", "month", "raw"};
    private static final String[] IDENTITY = {
        "device_id", "id", "serial_no", "wall_clock", "event_id", "month", "relation", "position"
    };

    private final Connection connection;
    private final PreparedStatement event;
    private final PreparedStatement raw;
    private final PreparedStatement identity;

    /** The rows of one batch, ready to be bound. */
    record Ready(List<Object[]> events, List<Object[]> raws, List<Object[]> identities) {}

    DirectRows(Connection connection, int size) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        event = insert("event", EVENT, size);
        raw = insert("event_raw", RAW, size);
        identity = insert("event_identity", IDENTITY, size);
    }

    private PreparedStatement insert(String table, String[] columns, int size) throws SQLException {
        String row = "(" + "?, ".repeat(columns.length - 1) + "?)";
        return connection.prepareStatement("insert into rollcall." + table + " (" + String.join(", ", columns)
                + ") values " + row + (", " + row).repeat(size - 1) + " on conflict do nothing");
    }

    /** Takes numbers for so many events, and as many positions in the feed; returns the first of each. */
    static long[] numbers(Connection connection, int count) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select nextval('rollcall.event_reference'),"
                        + " setval('rollcall.event_reference', nextval('rollcall.event_reference') + " + count + ")")) {
            row.next();
            long first = row.getLong(1) + 1000;
            try (ResultSet feed = statement.executeQuery("update rollcall.feed set position = position + " + count
                    + " returning position - " + count + " + 1")) {
                feed.next();
                return new long[] {first, feed.getLong(1)};
            }
        }
    }

    /** Makes a device known and returns its number. */
    static int device(Connection connection, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into rollcall.device (device_key, name_given, acknowledged, created_at) values (?, false, false, 0)"
                        + " on conflict (device_key) do update set name_given = false returning id")) {
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    static Ready ready(int device, List<Observation> batch, long firstNumber, long firstPosition) {
        List<Object[]> events = new ArrayList<>();
        List<Object[]> raws = new ArrayList<>();
        List<Object[]> identities = new ArrayList<>();
        for (int index = 0; index < batch.size(); index++) {
            Observation seen = batch.get(index);
            AttendanceEvent said = seen.event();
            long number = firstNumber + index;
            int month = said.time().wallClock().getYear() * 100
                    + said.time().wallClock().getMonthValue();
            byte[] id = HexFormat.of().parseHex(EventIdentity.idOf(said).hex());
            long wall = said.time().wallClock().toEpochSecond(ZoneOffset.UTC);
            events.add(row(device, seen, number, month, id, wall));
            raws.add(new Object[] {number, device, month, seen.raw().toByteArray()});
            identities.add(
                    new Object[] {device, id, said.serialNo(), wall, number, month, null, firstPosition + index});
        }
        return new Ready(events, raws, identities);
    }

    private static Object[] row(int device, Observation seen, long number, int month, byte[] id, long wall) {
        AttendanceEvent said = seen.event();
        long now = System.currentTimeMillis();
        return new Object[] {
            number,
            device,
            month,
            id,
            null,
            1,
            seen.channel().name(),
            seen.seenAt().toEpochMilli(),
            now,
            null,
            said.serialNo(),
            wall,
            19_800,
            said.time().occurredAt().toEpochMilli(),
            said.time().quality().name(),
            null,
            said.time().raw(),
            said.major(),
            said.minor(),
            said.employeeNo().value(),
            null,
            said.name(),
            said.kind().name(),
            said.verifyMethod().name(),
            said.door(),
            said.reader(),
            said.category().name(),
            HexFormat.of().parseHex(EventIdentity.digestOf(said).hex()),
            true
        };
    }

    /** Writes a batch; it is on disk when this returns. */
    void write(Ready batch) throws SQLException {
        run(event, batch.events());
        run(raw, batch.raws());
        run(identity, batch.identities());
        connection.commit();
    }

    private static void run(PreparedStatement statement, List<Object[]> rows) throws SQLException {
        int place = 1;
        for (Object[] row : rows) {
            for (Object value : row) {
                statement.setObject(place++, value);
            }
        }
        int stored = statement.executeUpdate();
        if (stored != rows.size()) {
            throw new IllegalStateException(
                    "stored " + stored + " of " + rows.size() + ": " + Arrays.toString(rows.get(0)));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
