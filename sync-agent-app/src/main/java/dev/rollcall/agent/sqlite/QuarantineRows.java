package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.journal.RecordContext;
import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;

/** Keeps records that were not understood, each once, inside a transaction of the caller. */
final class QuarantineRows {

    private QuarantineRows() {}

    static void add(Session session, DeviceKey device, QuarantinedRecord record, Instant seenAt) throws SQLException {
        byte[] raw = record.raw().toByteArray();
        RecordContext context = record.context();
        ClockOffset offset = context.clockOffset();
        Statements.update(
                session,
                """
                insert into quarantine (device, digest, reason, seen_at, raw, configured_zone, reported_zone, clock_offset_ms, channel)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                device.value(),
                HexFormat.of().formatHex(Sha256.of(raw)),
                record.reason(),
                seenAt,
                raw,
                context.configuredZone(),
                context.reportedZone(),
                offset == null ? null : offset.ahead().toMillis(),
                context.channel().name());
    }
}
