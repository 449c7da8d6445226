package dev.rollcall.agent.sqlite;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.identity.Recognition;
import dev.rollcall.attendance.identity.Reprint;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows events that were delivered long ago and pruned, inside a transaction of the caller. */
final class PrunedEvents {

    static final String BY_ID = "select count(*) from pruned where id = ?";

    static final String BY_SERIAL = """
            select wall_clock from pruned where device = ? and serial_no = ? and wall_clock between ? and ?
              and major = ? and minor = ?""";

    private final Session session;
    private @Nullable Boolean any;

    PrunedEvents(Session session) {
        this.session = session;
    }

    /**
     * Tells whether an event was pruned: by its id, or as one that the terminal now prints under another offset. One that was
     * seen without its serial is known by its id only; seen otherwise it is sent again, and the receiver knows it.
     */
    boolean knows(EventId id, AttendanceEvent event) throws SQLException {
        if (!isAny()) {
            return false;
        }
        if (Statements.count(session, BY_ID, blob(id.hex())) > 0) {
            return true;
        }
        return event.serialNo() != null && isReprint(event, event.time().wallClock());
    }

    /** Returns an id as it is kept. */
    static byte[] blob(String id) {
        return HexFormat.of().parseHex(id);
    }

    private boolean isReprint(AttendanceEvent event, LocalDateTime wallClock) throws SQLException {
        List<String> printed = Statements.list(
                session,
                rows -> rows.getString(1),
                BY_SERIAL,
                event.device().value(),
                event.serialNo(),
                EventRows.wall(wallClock.minusHours(Recognition.candidateHours())),
                EventRows.wall(wallClock.plusHours(Recognition.candidateHours())),
                event.major(),
                event.minor());
        return printed.stream().anyMatch(text -> Reprint.isZoneShift(LocalDateTime.parse(text), wallClock));
    }

    private boolean isAny() throws SQLException {
        Boolean known = any;
        if (known == null) {
            known = Statements.count(session, "select exists (select 1 from pruned)") > 0;
            any = known;
        }
        return known;
    }
}
