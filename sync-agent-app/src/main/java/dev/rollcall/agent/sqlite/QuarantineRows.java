package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.NotUnderstood;
import dev.rollcall.agent.journal.Quarantine;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.journal.RecordContext;
import dev.rollcall.agent.journal.TimeBounds;
import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Keeps records that were not understood, each once, inside a transaction of the caller. */
final class QuarantineRows {

    /** What the log itself has shown. */
    static final String OF_LOG = "channel = 'POLL'";

    private static final String SCRAP = "channel <> 'POLL'";

    static final String EXCESS = "select seq from quarantine where device = ? and " + SCRAP
            + " order by seq desc limit -1 offset " + Quarantine.SCRAPS_KEPT;

    static final String OLD_SCRAPS = "delete from quarantine where seq in (select seq from quarantine where " + SCRAP
            + " and seen_at < ? limit ?)";

    private QuarantineRows() {}

    static void add(Session session, DeviceKey device, QuarantinedRecord record, Instant seenAt) throws SQLException {
        if (insert(session, device, record, seenAt) == 0) {
            if (record.isOfLog()) {
                seeAgain(session, device, record);
            }
        } else if (!record.isOfLog()) {
            dropExcess(session, device, seenAt);
        }
    }

    private static int insert(Session session, DeviceKey device, QuarantinedRecord record, Instant seenAt)
            throws SQLException {
        RecordContext context = record.context();
        ClockOffset offset = context.clockOffset();
        return Statements.update(
                session,
                """
                insert into quarantine (device, digest, reason, seen_at, raw, configured_zone, reported_zone, clock_offset_ms, channel,
                  serial_no, not_before, not_after)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                device.value(),
                record.digest(),
                record.reason(),
                seenAt,
                record.raw().toByteArray(),
                context.configuredZone(),
                context.reportedZone(),
                offset == null ? null : offset.ahead().toMillis(),
                context.channel().name(),
                record.serialNo(),
                Statements.text(record.bounds().notBefore()),
                Statements.text(record.bounds().notAfter()));
    }

    /** What the log shows once more is better known, also if it came as news before. */
    private static void seeAgain(Session session, DeviceKey device, QuarantinedRecord record) throws SQLException {
        TimeBounds known = Statements.first(
                session,
                QuarantineRows::bounds,
                "select not_before, not_after from quarantine where device = ? and digest = ?",
                device.value(),
                record.digest());
        TimeBounds bounds = known == null ? record.bounds() : known.narrowedBy(record.bounds());
        Statements.update(
                session,
                """
                update quarantine set channel = ?3, serial_no = coalesce(serial_no, ?4), not_before = ?5, not_after = ?6
                  where device = ?1 and digest = ?2""",
                device.value(),
                record.digest(),
                record.context().channel().name(),
                record.serialNo(),
                Statements.text(bounds.notBefore()),
                Statements.text(bounds.notAfter()));
    }

    private static void dropExcess(Session session, DeviceKey device, Instant at) throws SQLException {
        int dropped =
                Statements.update(session, "delete from quarantine where seq in (" + EXCESS + ")", device.value());
        if (dropped > 0) {
            Statements.update(session, """
                    insert into quarantine_dropped (device, records, last_at) values (?1, ?2, ?3)
                    on conflict (device) do update set records = records + excluded.records, last_at = excluded.last_at""", device.value(), dropped, at);
        }
    }

    static List<NotUnderstood> ofLog(Session session, DeviceKey device) throws SQLException {
        return Statements.list(
                session,
                rows -> new NotUnderstood(
                        rows.getString("digest"),
                        Statements.number(rows, "serial_no"),
                        bounds(rows),
                        rows.getString("accepted_at") != null),
                "select digest, serial_no, not_before, not_after, accepted_at from quarantine where device = ? and "
                        + OF_LOG + " order by seq",
                device.value());
    }

    static TimeBounds bounds(ResultSet rows) throws SQLException {
        return new TimeBounds(Statements.wallClock(rows, "not_before"), Statements.wallClock(rows, "not_after"));
    }
}
