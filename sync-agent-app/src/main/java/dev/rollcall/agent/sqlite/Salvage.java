package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.sqlite.LedgerEntry.Kind;
import dev.rollcall.attendance.event.EventCategory;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;

/**
 * Brings over from a damaged journal what still reads as it was written. How far devices were read is left behind on purpose:
 * they are read again.
 */
final class Salvage {

    private static final Logger log = LoggerFactory.getLogger(Salvage.class);
    private static final int ROWS = 200;

    /** Tables of which every readable row is taken; no row of them makes an event. */
    private static final List<String> WHOLE = List.of(
            "meta",
            "device",
            "latch",
            "presentation",
            "alarm",
            "gap",
            "lost_time",
            "acceptance",
            "quarantine",
            "quarantine_dropped",
            "pruned",
            "pruned_event",
            "tally",
            "damaged",
            "push_target",
            "push_tally");

    private static final String EVENTS = "select e.*, " + Ledger.EXPECTED
            + ", (select o.state from outbox o where o.event = e.seq) as o_state from event e"
            + " where e.seq between ? and ? order by e.seq";

    private final Path from;
    private final Database into;

    Salvage(Path from, Database into) {
        this.from = from;
        this.into = into;
    }

    /** What was brought over. */
    record Result(long events, long unsent) {}

    /**
     * Does it.
     *
     * @param versions how many versions of rows were written at least, as far as is known: there are no more rows than that
     */
    Result run(long versions) {
        Result saved = new Result(0, 0);
        try (Database damaged = Database.openDamaged(from)) {
            damaged.transaction(session -> Statements.count(session, "select count(*) from sqlite_schema"));
            for (String table : WHOLE) {
                copyWhole(damaged, table);
            }
            into.transaction(session -> Statements.update(
                    session, "delete from meta where name in ('ledger-base', 'ledger-anchor', 'journal-id')"));
            saved = copyEvents(damaged, versions);
        } catch (JournalException nothingReads) {
            log.warn("Nothing more can be saved of {}.", from, nothingReads);
        }
        // A journal of an older version has not noted it.
        into.transaction(session -> Statements.update(session, """
                update device set last_read_event = (select coalesce(max(seq), 0) from event)
                  where last_read is not null and last_read_event is null"""));
        // Tallies are not brought over: whatever was, is counted.
        into.transaction(session -> new TallyRecount(session).run());
        return saved;
    }

    private Result copyEvents(Database damaged, long versions) {
        long events = 0;
        long unsent = 0;
        long last = Math.max(versions, highest(damaged));
        for (long first = 1; first <= last; first += ROWS) {
            List<SavedEvent> saved = readEvents(damaged, first, first + ROWS - 1);
            if (!saved.isEmpty()) {
                unsent += into.transaction(session -> insert(session, damaged, saved));
                events += saved.size();
            }
        }
        return new Result(events, unsent);
    }

    private static long highest(Database damaged) {
        long highest = 0;
        for (String query : List.of(
                "select max(seq) from event", "select max(event) from ledger", "select max(event) from outbox")) {
            Long found = read(damaged, session -> Statements.first(session, rows -> rows.getLong(1), query));
            highest = Math.max(highest, found == null ? 0 : found);
        }
        return highest;
    }

    /** Reads a stretch; where that fails, row by row, so that one torn page costs only its own rows. */
    private static List<SavedEvent> readEvents(Database damaged, long first, long last) {
        List<SavedEvent> all = read(damaged, session -> Statements.list(session, SavedEvent::of, EVENTS, first, last));
        if (all != null) {
            return sound(all);
        }
        List<SavedEvent> single = new ArrayList<>();
        for (long seq = first; seq <= last; seq++) {
            long one = seq;
            SavedEvent saved = read(damaged, session -> Statements.first(session, SavedEvent::of, EVENTS, one, one));
            if (saved != null) {
                single.add(saved);
            }
        }
        return sound(single);
    }

    private static List<SavedEvent> sound(List<SavedEvent> all) {
        return all.stream().filter(SavedEvent::sound).toList();
    }

    private static long insert(Session session, Database damaged, List<SavedEvent> events) throws SQLException {
        Ledger ledger = new Ledger(session);
        long unsent = 0;
        for (SavedEvent event : events) {
            keepDevice(session, event);
            if (insertRow(session, "event", event.columns()) == 0) {
                continue;
            }
            long seq = event.seq();
            ledger.enter(seq, Kind.INSERTED, event.digest());
            if (event.travels()) {
                OutboxRows.replace(session, seq);
                boolean decided = "settled".equals(event.state()) || "blocked".equals(event.state());
                boolean copied = decided && copyPlace(session, damaged, seq);
                boolean settled = copied && "settled".equals(event.state());
                unsent += settled ? 0 : 1;
                if (settled) {
                    // What is sent anew may be acknowledged otherwise.
                    copyChildren(session, damaged, "sent_as", seq);
                }
            }
            for (String child : List.of("alias", "reprint", "contradiction")) {
                copyChildren(session, damaged, child, seq);
            }
        }
        return unsent;
    }

    private static void copyChildren(Session session, Database damaged, String table, long seq) throws SQLException {
        List<Object[]> rows = read(
                damaged,
                old -> Statements.list(old, Salvage::columns, "select * from " + table + " where event = ?", seq));
        for (Object[] row : rows == null ? List.<Object[]>of() : rows) {
            insertRow(session, table, row);
        }
    }

    /** Copies where an event stands in the outbox; false if that cannot be, and it waits there. */
    private static boolean copyPlace(Session session, Database damaged, long seq) throws SQLException {
        Object[] place = read(
                damaged, old -> Statements.first(old, Salvage::columns, "select * from outbox where event = ?", seq));
        if (place == null) {
            return false;
        }
        Statements.update(session, "delete from outbox where event = ?", seq);
        if (insertRow(session, "outbox", place) == 0) {
            OutboxRows.replace(session, seq);
            return false;
        }
        return true;
    }

    /** A device that was lost itself is known by its key until it is met again. */
    private static void keepDevice(Session session, SavedEvent event) throws SQLException {
        Statements.update(
                session,
                "insert or ignore into device (key, name, address, first_seen, last_seen) values (?1, ?1, '', ?2, ?2)",
                event.columns()[SavedEvent.DEVICE],
                event.columns()[SavedEvent.SEEN_AT]);
    }

    private void copyWhole(Database damaged, String table) {
        Set<String> columns = into.transaction(session -> Set.copyOf(Statements.list(
                session, rows -> rows.getString("name"), "select name from pragma_table_info('" + table + "')")));
        boolean more = true;
        for (long offset = 0; more; offset += ROWS) {
            long from = offset;
            List<Map<String, @Nullable Object>> rows = read(
                    damaged,
                    session -> Statements.list(
                            session, Salvage::named, "select * from " + table + " limit " + ROWS + " offset " + from));
            more = rows != null && rows.size() == ROWS;
            if (rows != null) {
                into.transaction(session -> {
                    for (Map<String, @Nullable Object> row : rows) {
                        row.keySet().retainAll(columns);
                        String names = String.join(", ", row.keySet());
                        insertRow(
                                session,
                                table + " (" + names + ")",
                                row.values().toArray());
                    }
                    return rows;
                });
            }
        }
    }

    /** A journal that was damaged before it was brought up to date has other columns. */
    private static Map<String, @Nullable Object> named(ResultSet rows) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            values.put(rows.getMetaData().getColumnName(i), rows.getObject(i));
        }
        return values;
    }

    /** Inserts a row; one that does not fit the table is left out. */
    private static int insertRow(Session session, String table, @Nullable Object[] row) throws SQLException {
        String values = String.join(", ", Collections.nCopies(row.length, "?"));
        try {
            return Statements.update(session, "insert or ignore into " + table + " values (" + values + ")", row);
        } catch (SQLiteException failed) {
            // What it belongs to was lost, or a value is of another type than was written.
            if (SqliteTrouble.isMisfit(failed)) {
                return 0;
            }
            throw failed;
        }
    }

    private static @Nullable Object[] columns(ResultSet rows) throws SQLException {
        @Nullable Object[] values = new Object[rows.getMetaData().getColumnCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.getObject(i + 1);
        }
        return values;
    }

    private static <T> @Nullable T read(Database damaged, Database.Search<T> search) {
        try {
            return damaged.find(search);
        } catch (JournalException unreadable) {
            return null;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record SavedEvent(
            long seq,
            boolean sound,
            boolean travels,
            @Nullable String state,
            byte[] digest,
            @Nullable Object[] columns) {

        private static final int EVENT_COLUMNS = 26;
        private static final int DEVICE = 2;
        private static final int SEEN_AT = 21;

        static SavedEvent of(ResultSet rows) throws SQLException {
            byte[] digest = StoredRow.of(rows).digest();
            boolean sound = MessageDigest.isEqual(rows.getBytes("expected"), digest);
            @Nullable Object[] columns = new Object[EVENT_COLUMNS];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = rows.getObject(i + 1);
            }
            return new SavedEvent(
                    rows.getLong("seq"),
                    sound,
                    sound && EventCategory.valueOf(rows.getString("category")).goesToReceiver(),
                    rows.getString("o_state"),
                    digest,
                    columns);
        }
    }
}
