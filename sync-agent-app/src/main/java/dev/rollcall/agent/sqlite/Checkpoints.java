package dev.rollcall.agent.sqlite;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.DeviceClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads and writes checkpoints, inside a transaction of the caller. */
final class Checkpoints {

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
}
