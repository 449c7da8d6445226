package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.attendance.event.DeviceKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;

/** Keeps records that were not understood, each once, inside a transaction of the caller. */
final class Quarantine {

    private Quarantine() {}

    static void add(Session session, DeviceKey device, QuarantinedRecord record, Instant seenAt) throws SQLException {
        byte[] raw = record.raw().toByteArray();
        Statements.update(
                session,
                "insert into quarantine (device, digest, reason, seen_at, raw) values (?, ?, ?, ?, ?) on conflict do nothing",
                device.value(),
                HexFormat.of().formatHex(Sha256.of(raw)),
                record.reason(),
                seenAt,
                raw);
    }
}
