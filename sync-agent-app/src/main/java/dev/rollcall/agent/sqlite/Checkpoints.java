package dev.rollcall.agent.sqlite;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.DeviceClock;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes checkpoints, inside a transaction of the caller. */
final class Checkpoints {

    /** All but the digest, which is the last one. */
    private static final int COLUMNS = 8;

    private Checkpoints() {}

    static void write(Session session, DeviceKey device, Checkpoint checkpoint) throws SQLException {
        DeviceClock clock = checkpoint.clock();
        Anchor newest = checkpoint.newest();
        Statements.update(
                session,
                """
                insert or replace into checkpoint (device, position, clock_wall, clock_offset, clock_read_at, newest_serial,
                  newest_wall, last_sweep) values (?, ?, ?, ?, ?, ?, ?, ?)""",
                device.value(),
                checkpoint.position().toString(),
                clock == null ? null : clock.wallClock().toString(),
                clock == null ? null : Statements.text(clock.offset()),
                clock == null ? null : clock.readAt(),
                newest == null ? null : newest.serialNo(),
                newest == null ? null : newest.wallClock().toString(),
                checkpoint.lastSweep());
        enterDigest(session, device.value());
    }

    /** Tells whether a device's checkpoint is what was written, or there is none. */
    static boolean isSound(Session session, DeviceKey device) throws SQLException {
        return damaged(session, "where device = ?", device.value()).isEmpty();
    }

    /** Returns the devices whose checkpoints are not what was written. */
    static List<String> damaged(Session session) throws SQLException {
        return damaged(session, "");
    }

    /** Digests the checkpoints of a journal that has no digests yet. */
    static void enterAll(Session session) throws SQLException {
        for (String device : Statements.list(session, rows -> rows.getString(1), "select device from checkpoint")) {
            enterDigest(session, device);
        }
    }

    static void remove(Session session, DeviceKey device) throws SQLException {
        Statements.update(session, "delete from checkpoint where device = ?", device.value());
    }

    static @Nullable Checkpoint read(Session session, DeviceKey device) throws SQLException {
        return Statements.first(session, Checkpoints::of, "select * from checkpoint where device = ?", device.value());
    }

    private static Checkpoint of(ResultSet rows) throws SQLException {
        String wall = rows.getString("clock_wall");
        Instant readAt = Statements.instant(rows, "clock_read_at");
        String offset = rows.getString("clock_offset");
        Long serial = Statements.number(rows, "newest_serial");
        DeviceClock clock = wall == null || readAt == null
                ? null
                : new DeviceClock(LocalDateTime.parse(wall), offset == null ? null : ZoneOffset.of(offset), readAt);
        return new Checkpoint(
                LocalDateTime.parse(rows.getString("position")),
                clock,
                serial == null ? null : new Anchor(serial, LocalDateTime.parse(rows.getString("newest_wall"))),
                Statements.instant(rows, "last_sweep"));
    }

    private static void enterDigest(Session session, String device) throws SQLException {
        byte[] digest =
                Statements.first(session, Checkpoints::digest, "select * from checkpoint where device = ?", device);
        Statements.update(session, "update checkpoint set digest = ? where device = ?", digest, device);
    }

    private static List<String> damaged(Session session, String where, Object... values) throws SQLException {
        List<String> devices = new ArrayList<>();
        Statements.list(
                session,
                rows -> MessageDigest.isEqual(digest(rows), rows.getBytes("digest"))
                        || devices.add(rows.getString("device")),
                "select * from checkpoint " + where,
                values);
        return devices;
    }

    private static byte[] digest(ResultSet rows) throws SQLException {
        StringBuilder text = new StringBuilder("rollcall checkpoint 1");
        for (int column = 1; column <= COLUMNS; column++) {
            String value = rows.getString(column);
            text.append('\n').append(value == null ? "" : value);
        }
        return Sha256.of(text.toString());
    }
}
