package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.LogBook;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.TimeQuality;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From when and until when what was read of a device's log is dated, inside a transaction of the caller. */
final class DatedRows {

    private static final String EARLIEST = """
            select min(wall_clock) from (
              select min(wall_clock) as wall_clock from event where device = ?1 and confirmed = 1 and time_quality <> ?2
              union all select min(wall_clock) from pruned_event where device = ?1 and wall_clock >= ?3)""";

    private static final String EARLIEST_OF_SERIAL = """
            select min(wall_clock) from (
              select wall_clock from event where device = ?1 and serial_no = ?4 and confirmed = 1 and time_quality <> ?2
              union all select wall_clock from pruned where device = ?1 and serial_no = ?4 and wall_clock >= ?3)""";

    private static final String ANOTHER_LOG = """
            select count(*) from (
              select serial_no from (
                select serial_no, wall_clock from event where device = ?1 and confirmed = 1 and time_quality <> ?2 and wall_clock >= ?4
                union all select serial_no, wall_clock from pruned where device = ?1 and wall_clock >= max(?3, ?4))
              where serial_no is not null
              group by serial_no having serial_no > ?5 or count(distinct wall_clock) > 1)""";

    private DatedRows() {}

    static @Nullable LocalDateTime beginning(Session session, DeviceKey device) throws SQLException {
        Long lowest = CoveredRows.of(session, device, 1).lowest();
        String implausible = TimeQuality.IMPLAUSIBLE.name();
        String plausible = EventRows.wall(EventTime.CLOCKS_WERE_SET_BY);
        LocalDateTime first = lowest == null
                ? null
                : wallClock(session, EARLIEST_OF_SERIAL, device.value(), implausible, plausible, lowest);
        return first != null ? first : earliest(session, device);
    }

    static @Nullable LocalDateTime earliest(Session session, DeviceKey device) throws SQLException {
        return wallClock(
                session,
                EARLIEST,
                device.value(),
                TimeQuality.IMPLAUSIBLE.name(),
                EventRows.wall(EventTime.CLOCKS_WERE_SET_BY));
    }

    static @Nullable LocalDateTime latestRead(Session session, DeviceKey device, @Nullable LocalDateTime before)
            throws SQLException {
        String end = before == null ? "9" : EventRows.wall(before);
        LocalDateTime live = wallClock(session, """
                select max(wall_clock) from (
                  select * from (select wall_clock from event where device = ?1 and confirmed = 1 and time_quality <> ?2
                    and wall_clock < ?3 and seq <= (select last_read_event from device where key = ?1)
                    order by wall_clock desc limit 1)
                  union all select max(r.wall_clock) from reprint r cross join event e on e.seq = r.event
                    where e.device = ?1 and e.confirmed = 1 and e.time_quality <> ?2 and r.wall_clock < ?3
                      and e.seq <= (select last_read_event from device where key = ?1))""", device.value(), TimeQuality.IMPLAUSIBLE.name(), end);
        LocalDateTime pruned = wallClock(
                session,
                "select max(wall_clock) from pruned_event where device = ? and wall_clock < ? and wall_clock >= ?",
                device.value(),
                end,
                EventRows.wall(EventTime.CLOCKS_WERE_SET_BY));
        return LogBook.later(live, pruned, before);
    }

    static LocalDateTime latestPrint(Session session, DeviceKey device, LocalDateTime wallClock) throws SQLException {
        LocalDateTime latest = wallClock(session, """
                with printed (event) as (
                  select seq from event where device = ?1 and confirmed = 1 and wall_clock = ?2
                  union select r.event from reprint r cross join event e on e.seq = r.event
                    where r.wall_clock = ?2 and e.device = ?1 and e.confirmed = 1)
                select max(wall_clock) from (
                  select e.wall_clock from printed p cross join event e on e.seq = p.event
                  union all select r.wall_clock from printed p cross join reprint r on r.event = p.event)""", device.value(), EventRows.wall(wallClock));
        return latest == null || latest.isBefore(wallClock) ? wallClock : latest;
    }

    static boolean showedAnotherLog(Session session, DeviceKey device, LocalDateTime first, long highest)
            throws SQLException {
        return Statements.count(
                        session,
                        ANOTHER_LOG,
                        device.value(),
                        TimeQuality.IMPLAUSIBLE.name(),
                        EventRows.wall(EventTime.CLOCKS_WERE_SET_BY),
                        EventRows.wall(first),
                        highest)
                > 0;
    }

    /** Returns the wall clock that a question brings; null if it brings none. */
    static @Nullable LocalDateTime wallClock(Session session, String query, @Nullable Object... values)
            throws SQLException {
        return Statements.list(session, rows -> Optional.ofNullable(rows.getString(1)), query, values).stream()
                .flatMap(Optional::stream)
                .map(LocalDateTime::parse)
                .findFirst()
                .orElse(null);
    }
}
