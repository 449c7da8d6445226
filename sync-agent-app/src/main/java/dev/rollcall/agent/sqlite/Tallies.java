package dev.rollcall.agent.sqlite;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts pruned events by device and hour of its wall clock, inside a transaction of the caller. */
final class Tallies {

    private static final int HOUR_LENGTH = "2026-01-31T12".length();

    private final Session session;
    private final Map<Hour, Sum> sums = new LinkedHashMap<>();

    Tallies(Session session) {
        this.session = session;
    }

    void add(PruneRow row) {
        long mixed = ByteBuffer.wrap(PrunedEvents.blob(row.id())).getLong();
        sums.merge(
                new Hour(row.device(), row.wallClock().substring(0, HOUR_LENGTH)),
                new Sum(1, mixed),
                (a, b) -> new Sum(a.events + b.events, a.mix + b.mix));
    }

    /** Writes them. Added up here and not in SQL, where a sum that overflows becomes a fraction. */
    void write() throws SQLException {
        for (Map.Entry<Hour, Sum> each : sums.entrySet()) {
            Hour hour = each.getKey();
            Sum known = Statements.first(
                    session,
                    rows -> new Sum(rows.getLong("events"), rows.getLong("mix")),
                    "select * from tally where device = ? and hour = ?",
                    hour.device,
                    hour.hour);
            Sum all = known == null
                    ? each.getValue()
                    : new Sum(known.events + each.getValue().events, known.mix + each.getValue().mix);
            Statements.update(
                    session,
                    "insert or replace into tally (device, hour, events, mix) values (?, ?, ?, ?)",
                    hour.device,
                    hour.hour,
                    all.events,
                    all.mix);
        }
    }

    private record Hour(String device, String hour) {}

    private record Sum(long events, long mix) {}
}
