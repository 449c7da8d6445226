package dev.rollcall.agent.sqlite;

import dev.rollcall.attendance.event.EventCategory;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A row, and whether it may go. */
record PruneRow(long seq, Verdict verdict, boolean isOld, String id, String device, String wallClock) {

    /** What becomes of a row. */
    enum Verdict {
        /** It is old and delivered, or old and does not travel. */
        GOES,
        /** It is young, or waits, or was rejected. */
        STAYS,
        /** It is not what was written. */
        DAMAGED
    }

    static PruneRow of(ResultSet rows, PruneRule rule) throws SQLException {
        long seq = rows.getLong("seq");
        if (!StoredRow.of(rows).isAsWritten(rows.getBytes("expected"))) {
            return new PruneRow(seq, Verdict.DAMAGED, true, "", "", "");
        }
        String wallClock = rows.getString("wall_clock");
        boolean old = rule.isOld(rows.getString("seen_at")) && rule.isOldWall(wallClock);
        boolean travels = EventCategory.valueOf(rows.getString("category")).goesToReceiver();
        boolean done = travels
                ? "settled".equals(rows.getString("o_state")) && rule.isOld(rows.getString("o_settled_at"))
                : rows.getString("o_state") == null;
        return new PruneRow(
                seq,
                old && done ? Verdict.GOES : Verdict.STAYS,
                old,
                rows.getString("id"),
                rows.getString("device"),
                wallClock);
    }
}
