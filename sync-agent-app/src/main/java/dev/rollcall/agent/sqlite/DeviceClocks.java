package dev.rollcall.agent.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the devices' clocks said when they were last read: a second opinion on our own. */
final class DeviceClocks {

    private DeviceClocks() {}

    /** Returns the earlier of our clock and the furthest device clock; null if no device has told its clock. */
    static @Nullable Instant trusted(Session session, Instant now) throws SQLException {
        List<Instant> told = Statements.list(
                session,
                DeviceClocks::of,
                "select clock_wall, clock_offset from checkpoint where clock_wall is not null");
        Instant furthest = told.stream().max(Instant::compareTo).orElse(null);
        return furthest == null || furthest.isBefore(now) ? furthest : now;
    }

    private static Instant of(ResultSet rows) throws SQLException {
        String offset = rows.getString("clock_offset");
        return LocalDateTime.parse(rows.getString("clock_wall"))
                .toInstant(offset == null ? ZoneOffset.MAX : ZoneOffset.of(offset));
    }
}
