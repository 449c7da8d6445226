package dev.rollcall.receiver.jdbc;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.reconcile.TalliedEvent;
import dev.rollcall.attendance.reconcile.Tally;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.HeldEvent;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction changes in the tallies, gathered so that each hour it touches is written once. To be used under the lock of
 * the device.
 */
final class TallyDeltas {

    /** The columns of a tally: the two that name it, the count, the lanes, and one for each channel. */
    static final List<Column> COLUMNS = columns();

    static final int KEYS = 2;

    private static final int SECONDS = 3600;

    private final Sql sql;
    private final Map<Place, Sum> changes = new TreeMap<>();

    TallyDeltas(Sql sql) {
        this.sql = sql;
    }

    /** Returns the number of the hour that a wall clock is in. */
    static int hour(LocalDateTime wallClock) {
        return Math.toIntExact(Math.floorDiv(EventRow.wallClock(wallClock), (long) SECONDS));
    }

    /** Returns the hour of a number. */
    static LocalDateTime hour(int number) {
        return EventRow.wallClock((long) number * SECONDS);
    }

    static String columnOf(Channel channel) {
        return "by_" + channel.name().toLowerCase(Locale.ROOT);
    }

    void add(Device device, TalliedEvent event, Channel firstSeenBy) {
        change(device, event, firstSeenBy, 1);
    }

    void takeAway(Device device, TalliedEvent event, Channel firstSeenBy) {
        change(device, event, firstSeenBy, -1);
    }

    /** Puts the version that is to be written in place of what the row says. */
    void replace(Device device, HeldEvent event) {
        TalliedEvent now =
                TalliedEvent.of(event.stored().event(), event.stored().publicId());
        if (!now.equals(event.row())) {
            takeAway(device, event.row(), event.firstSeenBy());
            add(device, now, event.firstSeenBy());
        }
    }

    /** Writes what was gathered, with the next statement that somebody waits for. */
    void write() {
        Rows rows = new Rows(sql, COLUMNS);
        changes.forEach((place, sum) -> {
            if (!sum.isZero()) {
                rows.add(row(place, sum));
            }
        });
        rows.addUpLater("@tally", KEYS);
        lowerMarks();
        changes.clear();
    }

    /** What agents found of a day may fit its events no more. */
    private void lowerMarks() {
        Map<Integer, Integer> earliest = new TreeMap<>();
        changes.forEach((place, sum) -> {
            if (!sum.isZero()) {
                earliest.merge(place.device, place.hour, Math::min);
            }
        });
        earliest.forEach(
                (device, hour) -> JdbcProofs.lower(sql, device, hour(hour).toLocalDate()));
    }

    private void change(Device device, TalliedEvent event, Channel firstSeenBy, int times) {
        changes.computeIfAbsent(new Place(device.id(), hour(event.wallClock())), place -> new Sum())
                .add(event.tally(), firstSeenBy, times);
    }

    private static List<@Nullable Object> row(Place place, Sum sum) {
        List<@Nullable Object> row = new ArrayList<>(List.of(place.device, place.hour));
        Tally tally = sum.tally;
        row.addAll(List.of(tally.events(), tally.lane0(), tally.lane1(), tally.lane2(), tally.lane3()));
        for (Channel channel : Channel.values()) {
            row.add(sum.channels.getOrDefault(channel, 0L));
        }
        return row;
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(Column.integer("device_id"), Column.integer("hour")));
        List.of("events", "lane0", "lane1", "lane2", "lane3").forEach(name -> columns.add(Column.number(name)));
        Arrays.stream(Channel.values()).forEach(channel -> columns.add(Column.number(columnOf(channel))));
        return List.copyOf(columns);
    }

    /** One hour of one device. In this order they are locked, whoever writes them. */
    private record Place(int device, int hour) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byDevice = Integer.compare(device, other.device);
            return byDevice != 0 ? byDevice : Integer.compare(hour, other.hour);
        }
    }

    private static final class Sum {

        private Tally tally = Tally.ZERO;
        private final Map<Channel, Long> channels = new EnumMap<>(Channel.class);

        void add(Tally one, Channel channel, int times) {
            tally = times > 0 ? tally.plus(one) : tally.minus(one);
            channels.merge(channel, (long) times, Long::sum);
        }

        boolean isZero() {
            return tally.isZero() && channels.values().stream().allMatch(count -> count == 0);
        }
    }
}
