package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.sqlite.LedgerEntry.Position;
import dev.rollcall.attendance.event.EventCategory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the ledger and compares each row with the last entry about it. Changes nothing. */
final class LedgerWalk {

    static final String STEP = """
            select e.*, l.digest as expected, l.seq as l_seq, l.event as l_event, l.kind as l_kind, l.chain as l_chain,
              (select n.seq from ledger n where n.event = l.event order by n.seq desc limit 1) as l_latest,
              o.state as o_state, o.device as o_device, o.attempts as o_attempts
              from ledger l left join event e on e.seq = l.event left join outbox o on o.event = l.event
              where l.seq > ? order by l.seq limit ?""";

    private static final Set<String> STATES = Set.of("waiting", "claimed", "settled", "blocked");

    private LedgerWalk() {}

    /**
     * Does a step.
     *
     * @param from where the last one ended
     */
    static Step step(Session session, Position from, int limit) throws SQLException {
        List<Seen> entries = Statements.list(session, Seen::of, STEP, from.seq(), limit);
        Position reached = from;
        List<Position> broken = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        long rows = 0;
        for (Seen seen : entries) {
            if (!seen.entry().follows(reached)) {
                broken.add(reached);
            }
            reached = seen.entry().position();
            rows += seen.rowCompared() ? 1 : 0;
            if (seen.finding() != null) {
                findings.add(new Finding(seen.entry().event(), seen.finding()));
            }
        }
        return new Step(reached, entries.size(), rows, broken, findings);
    }

    /** What can be wrong with a row. */
    enum Fault {
        /** {@link DamagedRows#OTHER_CONTENT}. */
        OTHER_CONTENT,
        /** {@link DamagedRows#GONE}. */
        GONE,
        /** It should travel and has no right place in the outbox. */
        NO_PLACE
    }

    /** A row that is not as it was written. */
    record Finding(long event, Fault fault) {}

    /**
     * What a step came to.
     *
     * @param reached  the last entry; where the step began if there was none
     * @param entries  how many entries there were
     * @param rows     how many rows were compared
     * @param broken   the positions after which the chain is broken
     * @param findings the rows that are not as they were written
     */
    record Step(Position reached, int entries, long rows, List<Position> broken, List<Finding> findings) {}

    private record Seen(
            LedgerEntry entry,
            boolean rowCompared,
            @Nullable Fault finding) {

        static Seen of(ResultSet rows) throws SQLException {
            LedgerEntry entry = LedgerEntry.beside(rows);
            boolean isLatest = rows.getLong("l_latest") == entry.seq();
            if (!isLatest || !entry.isLive()) {
                return new Seen(entry, false, null);
            }
            return new Seen(entry, true, faultOf(rows));
        }

        private static @Nullable Fault faultOf(ResultSet rows) throws SQLException {
            if (rows.getString("id") == null) {
                return Fault.GONE;
            }
            if (!StoredRow.of(rows).isAsWritten(rows.getBytes("expected"))) {
                return Fault.OTHER_CONTENT;
            }
            boolean travels = EventCategory.valueOf(rows.getString("category")).goesToReceiver();
            String state = rows.getString("o_state");
            boolean placed = state != null
                    && STATES.contains(state)
                    && rows.getString("o_attempts") != null
                    && rows.getString("device").equals(rows.getString("o_device"));
            return travels && !placed ? Fault.NO_PLACE : null;
        }
    }
}
