package dev.rollcall.agent.sqlite;

import dev.rollcall.attendance.reconcile.TalliedEvent;
import dev.rollcall.attendance.reconcile.Tally;
import dev.rollcall.attendance.reconcile.TallySheet;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What one transaction changes in the tallies, gathered so that each hour is written once; inside a transaction of the caller. */
final class HourTallies {

    private static final int LANES = 4;

    private static final String ADD = """
            insert into hour_tally (device, kind, hour, events, lane0, lane1, lane2, lane3) values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (device, kind, hour) do update set events = events + excluded.events, lane0 = lane0 + excluded.lane0,
              lane1 = lane1 + excluded.lane1, lane2 = lane2 + excluded.lane2, lane3 = lane3 + excluded.lane3""";

    private final Session session;
    private final Map<Place, Tally> changes = new TreeMap<>();

    HourTallies(Session session) {
        this.session = session;
    }

    /** What is counted. */
    enum Kind {
        /** Every record of the journal, by its own id and content. */
        JOURNAL,
        /** What the receiver acknowledged, by the id and content it has there. */
        SENT;

        private final String text = name().toLowerCase(Locale.ROOT);

        String text() {
            return text;
        }
    }

    /** An hour of a device and what is counted of it. */
    record Place(String device, Kind kind, String hour) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::device).thenComparing(Place::kind).thenComparing(Place::hour);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    void add(String device, Kind kind, TalliedEvent event) {
        changes.merge(new Place(device, kind, TallySheet.nameOf(event.wallClock())), event.tally(), Tally::plus);
    }

    void takeAway(String device, Kind kind, TalliedEvent event) {
        changes.merge(
                new Place(device, kind, TallySheet.nameOf(event.wallClock())),
                Tally.ZERO.minus(event.tally()),
                Tally::plus);
    }

    /** Returns what was gathered and not written. */
    Map<Place, Tally> gathered() {
        return changes;
    }

    /** Writes what was gathered. */
    void write() throws SQLException {
        for (Map.Entry<Place, Tally> change : changes.entrySet()) {
            if (!change.getValue().isZero()) {
                add(change.getKey(), change.getValue());
            }
        }
        changes.clear();
    }

    private void add(Place place, Tally tally) throws SQLException {
        PreparedStatement add = session.prepared(ADD);
        add.setString(1, place.device());
        add.setString(2, place.kind().text());
        add.setString(3, place.hour());
        add.setLong(LANES, tally.events());
        add.setLong(LANES + 1, tally.lane0());
        add.setLong(LANES + 2, tally.lane1());
        add.setLong(LANES + 3, tally.lane2());
        add.setLong(LANES + LANES, tally.lane3());
        add.executeUpdate();
    }
}
