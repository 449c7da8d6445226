package dev.rollcall.agent.sqlite;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.reconcile.EventKey;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rows of {@code event} of events, changes and removes them; {@link NewEvents} writes new ones, {@link StoredRow} reads them back. */
final class EventRows {

    private static final String UPDATE = """
            update event set serial_no = ?, wall_clock = ?, time_text = ?, printed_offset = ?, occurred_at = ?, zone = ?,
              time_quality = ?, major = ?, minor = ?, employee_no = ?, card_no = ?, name = ?, kind = ?, verify_method = ?,
              door = ?, reader = ?, category = ?, digest = ? where seq = ?""";

    /** The tables whose rows are of an event, by their column {@code event}. */
    static final List<String> CHILDREN = List.of("alias", "reprint", "contradiction", "sent_as", "outbox");

    private EventRows() {}

    /**
     * Removes an event with all that is of it, and enters that in the ledger.
     *
     * @param why what the ledger says of it
     */
    static void remove(Session session, Ledger ledger, long seq, LedgerEntry.Kind why) throws SQLException {
        for (String child : CHILDREN) {
            Statements.update(session, "delete from " + child + " where event = ?", seq);
        }
        Statements.update(session, "delete from event where seq = ?", seq);
        ledger.enterGone(seq, why);
    }

    /** Formats a wall clock so that text order is time order. */
    static String wall(LocalDateTime wallClock) {
        return IsoText.of(wallClock);
    }

    /** Returns a row's columns from {@code id} on, in the order of the table, which the digest is over. */
    static @Nullable Object[] values(EventKey key, Observation seen) {
        AttendanceEvent event = seen.event();
        EventTime time = event.time();
        ClockOffset offset = seen.clockOffset();
        return new @Nullable Object[] {
            key.id().hex(),
            event.device().value(),
            event.serialNo(),
            wall(time.wallClock()),
            time.raw(),
            Statements.text(time.printedOffset()),
            time.occurredAt() == null ? null : IsoText.of(time.occurredAt()),
            time.zone(),
            time.quality().name(),
            event.major(),
            event.minor(),
            Statements.text(event.employeeNo()),
            event.cardNo(),
            event.name(),
            event.kind().name(),
            event.verifyMethod().name(),
            event.door(),
            event.reader(),
            event.category().name(),
            seen.channel().name(),
            IsoText.of(seen.seenAt()),
            offset == null ? null : offset.ahead().toMillis(),
            seen.channel().confirms() ? 1 : 0,
            key.content().hex(),
            seen.raw().toByteArray()
        };
    }

    static void update(Session session, long seq, AttendanceEvent event) throws SQLException {
        EventTime time = event.time();
        Statements.update(
                session,
                UPDATE,
                event.serialNo(),
                wall(time.wallClock()),
                time.raw(),
                Statements.text(time.printedOffset()),
                time.occurredAt(),
                time.zone(),
                time.quality().name(),
                event.major(),
                event.minor(),
                Statements.text(event.employeeNo()),
                event.cardNo(),
                event.name(),
                event.kind().name(),
                event.verifyMethod().name(),
                event.door(),
                event.reader(),
                event.category().name(),
                EventIdentity.digestOf(event).hex(),
                seq);
    }
}
