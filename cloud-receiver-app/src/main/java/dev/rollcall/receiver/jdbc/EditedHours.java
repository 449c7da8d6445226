package dev.rollcall.receiver.jdbc;

import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.attendance.reconcile.TallySheet;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.HeldEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.TreeSet;

/**
 * The hours of rows that somebody edited and that one transaction writes anew or removes. Nobody can tell whether what is kept of them
 * counts such a row as it was stored or, since a recount, as it was edited; so these hours are counted from the rows. To be used under
 * the lock of the device.
 */
final class EditedHours {

    private final JdbcTallies tallies;
    private final Set<LocalDateTime> hours = new TreeSet<>();

    EditedHours(Sql sql) {
        this.tallies = new JdbcTallies(sql);
    }

    /** Adds an event that is written anew, if its row was edited. */
    void add(HeldEvent event) {
        if (event.asWritten()) {
            return;
        }
        add(event.row().wallClock());
        add(event.firstPrinted());
        add(event.stored().event().time().wallClock());
        event.stored().reprints().forEach(this::add);
    }

    /** Adds an event whose row is removed, if that was edited. */
    void add(ResultSet row, StoredEvent stored) throws SQLException {
        if (EventRow.isAsWritten(row, stored)) {
            return;
        }
        Long first = Columns.number(row, "first_wall_clock");
        add(stored.event().time().wallClock());
        if (first != null) {
            add(EventRow.wallClock(first));
        }
    }

    /** Counts the hours, after everything else is written. */
    void count(Device device) {
        for (LocalDateTime hour : hours) {
            LocalDateTime end = hour.plusHours(1);
            tallies.replace(device, hour, end, tallies.rows(device, hour, end));
        }
        hours.clear();
    }

    private void add(LocalDateTime wallClock) {
        hours.add(TallySheet.hourOf(wallClock));
    }
}
