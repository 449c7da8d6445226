package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.Acceptance;
import dev.rollcall.agent.journal.Acceptances;
import dev.rollcall.agent.journal.AcceptedLoss;
import dev.rollcall.agent.journal.LogLosses;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.SerialRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Which losses people have accepted, as rows, inside a transaction of the caller. */
final class AcceptanceRows {

    private AcceptanceRows() {}

    static Acceptances all(Session session, String device) throws SQLException {
        return new Acceptances(Statements.list(
                session, AcceptanceRows::loss, "select * from acceptance where device = ? order by seq", device));
    }

    static LogLosses losses(Session session, String device) throws SQLException {
        return new LogLosses(LostTimeRows.all(session, device), all(session, device));
    }

    static int insert(Session session, DeviceKey device, AcceptedLoss loss) throws SQLException {
        SerialRange serials = loss.serials();
        return Statements.update(
                session,
                """
                insert into acceptance (device, what, first_serial, last_serial, not_before, not_after, noticed_at,
                  accepted_at, accepted_by, accepted_why) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                device.value(),
                serials == null ? "time" : "serials",
                serials == null ? null : serials.first(),
                serials == null ? null : serials.last(),
                Statements.text(loss.notBefore()),
                Statements.text(loss.notAfter()),
                loss.noticedAt(),
                loss.acceptance().at(),
                loss.acceptance().who(),
                loss.acceptance().why());
    }

    private static AcceptedLoss loss(ResultSet rows) throws SQLException {
        return new AcceptedLoss(
                rows.getString("what").equals("serials")
                        ? new SerialRange(rows.getLong("first_serial"), rows.getLong("last_serial"))
                        : null,
                Statements.wallClock(rows, "not_before"),
                Statements.wallClock(rows, "not_after"),
                Instant.parse(rows.getString("noticed_at")),
                new Acceptance(
                        Instant.parse(rows.getString("accepted_at")),
                        rows.getString("accepted_by"),
                        rows.getString("accepted_why")));
    }
}
