package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.sqlite.LedgerEntry.Kind;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Sets rows aside that are not what the ledger says, inside a transaction of the caller. What was there is kept as text;
 * nothing of it is sent. The terminal is read again from its beginning, and the row comes back as it should be.
 */
final class DamagedRows {

    /** Why a row is set aside whose content is not what was written. */
    static final String OTHER_CONTENT = "its content is not what was written";

    /** Why a row is set aside that is gone. */
    static final String GONE = "it is gone from the table of events";

    private final Session session;
    private final Ledger ledger;
    private @Nullable Boolean anyOpen;

    DamagedRows(Session session, Ledger ledger) {
        this.session = session;
        this.ledger = ledger;
    }

    /** Takes a row out of use. */
    void setAside(long event, String reason, Instant now) throws SQLException {
        Identity identity = identity(event);
        Statements.update(
                session,
                """
                insert into damaged (event, device, id, serial_no, wall_clock, unsent, reason, noticed_at, found)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                event,
                identity.device(),
                identity.id(),
                identity.serialNo(),
                identity.wallClock(),
                Statements.count(session, "select count(*) from outbox where event = ? and state <> 'settled'", event),
                reason,
                now,
                dump(event));
        EventRows.remove(session, ledger, event, Kind.DAMAGED);
        countAnew(session, identity.device());
        Rereads.ask(session, identity.device(), "a damaged row of the journal", now);
        raise(now);
        anyOpen = true;
    }

    /** Has the tallies of a device counted anew, or of all if it is null: what was counted of a lost row nobody knows. */
    static void countAnew(Session session, @Nullable String device) throws SQLException {
        Statements.update(
                session,
                "insert or ignore into tally_due (device) select key from device where ?1 is null or key = ?1",
                device);
    }

    /** Notes that an event which was read now makes good for a row that was set aside. */
    void heal(EventId id, Observation seen) throws SQLException {
        if (!isAnyOpen()) {
            return;
        }
        int healed = Statements.update(
                session,
                "update damaged set healed_at = ? where healed_at is null and (id = ? or (serial_no = ? and wall_clock = ?))",
                seen.seenAt(),
                id.hex(),
                seen.event().serialNo(),
                EventRows.wall(seen.event().time().wallClock()));
        if (healed > 0) {
            raise(seen.seenAt());
        }
    }

    /** States anew how many rows were set aside and what became of them. */
    void raise(Instant now) throws SQLException {
        long all = Statements.count(session, "select count(*) from damaged");
        long healed = Statements.count(session, "select count(*) from damaged where healed_at is not null");
        String text = all + " rows of the journal were not what was written there. They were set aside and not sent; "
                + healed + " of them were read again from the terminals. Check the disk of this computer.";
        Alarms.raise(session, "journal-damage", text, now);
    }

    private boolean isAnyOpen() throws SQLException {
        Boolean known = anyOpen;
        if (known == null) {
            known = Statements.count(session, "select exists (select 1 from damaged where healed_at is null)") > 0;
            anyOpen = known;
        }
        return known;
    }

    private Identity identity(long event) throws SQLException {
        Identity found = Statements.first(session, Identity::of, """
                select (select key from device where key in (e.device, o.device)) as device, e.id, e.serial_no, e.wall_clock
                  from event e left join outbox o on o.event = e.seq where e.seq = ?""", event);
        if (found != null) {
            return found;
        }
        String device = Statements.first(
                session, rows -> rows.getString(1), "select device from outbox where event = ?", event);
        return new Identity(device, null, null, null);
    }

    private String dump(long event) throws SQLException {
        StringBuilder text = new StringBuilder();
        dump(text, "event", "seq", event);
        for (String child : EventRows.CHILDREN) {
            dump(text, child, "event", event);
        }
        return text.toString();
    }

    private void dump(StringBuilder text, String table, String key, long event) throws SQLException {
        for (String row : Statements.list(
                session, DamagedRows::line, "select * from " + table + " where " + key + " = ?", event)) {
            text.append(table).append(row).append('\n');
        }
    }

    private static String line(ResultSet rows) throws SQLException {
        StringBuilder line = new StringBuilder();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            Object value = rows.getObject(column);
            line.append(' ').append(rows.getMetaData().getColumnName(column)).append('=');
            line.append(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
        }
        return line.toString().replace("\\", "\\\\").replace("\n", "\\n");
    }

    private record Identity(
            @Nullable String device,
            @Nullable String id,
            @Nullable Long serialNo,
            @Nullable String wallClock) {

        static Identity of(ResultSet rows) throws SQLException {
            return new Identity(
                    rows.getString("device"),
                    rows.getString("id"),
                    Statements.number(rows, "serial_no"),
                    rows.getString("wall_clock"));
        }
    }
}
