package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.attendance.event.DeviceKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
                sha256(raw),
                record.reason(),
                seenAt,
                raw);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
