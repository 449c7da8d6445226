package dev.rollcall.agent.sqlite;

import dev.rollcall.attendance.event.DeviceKey;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What comparing each day came to, as rows, inside a transaction of the caller. */
final class DayProofRows {

    private DayProofRows() {}

    static SortedMap<LocalDate, String> all(Session session, DeviceKey device) throws SQLException {
        return days(session, device, "select day, proof from day_proof where device = ?");
    }

    static SortedMap<LocalDate, String> untold(Session session, DeviceKey device) throws SQLException {
        return days(session, device, "select day, proof from day_proof where device = ? and told = 0");
    }

    static Map<LocalDate, Instant> keptAt(Session session, DeviceKey device) throws SQLException {
        Map<LocalDate, Instant> days = new TreeMap<>();
        Statements.list(
                session,
                rows -> days.put(LocalDate.parse(rows.getString("day")), Instant.parse(rows.getString("checked_at"))),
                "select day, checked_at from day_proof where device = ?",
                device.value());
        return days;
    }

    static int keep(Session session, DeviceKey device, SortedMap<LocalDate, String> proofs, Instant at)
            throws SQLException {
        for (Map.Entry<LocalDate, String> proof : proofs.entrySet()) {
            Statements.update(session, """
                    insert into day_proof (device, day, proof, told, checked_at) values (?, ?, ?, 0, ?)
                    on conflict (device, day) do update set told = case when proof = excluded.proof then told else 0 end,
                      proof = excluded.proof, checked_at = excluded.checked_at""", device.value(), proof.getKey().toString(), proof.getValue(), at);
        }
        return proofs.size();
    }

    static int markTold(Session session, DeviceKey device, Collection<LocalDate> days) throws SQLException {
        for (LocalDate day : days) {
            Statements.update(
                    session,
                    "update day_proof set told = 1 where device = ? and day = ?",
                    device.value(),
                    day.toString());
        }
        return days.size();
    }

    private static SortedMap<LocalDate, String> days(Session session, DeviceKey device, String query)
            throws SQLException {
        SortedMap<LocalDate, String> days = new TreeMap<>();
        Statements.list(
                session,
                rows -> days.put(LocalDate.parse(rows.getString("day")), rows.getString("proof")),
                query,
                device.value());
        return days;
    }
}
