package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.exchange.TalliesMessage;
import dev.rollcall.attendance.exchange.TalliesMessage.Level;
import dev.rollcall.attendance.identity.ContentDigest;
import dev.rollcall.attendance.reconcile.EventKey;
import dev.rollcall.attendance.reconcile.TallySheet;
import dev.rollcall.attendance.reconcile.TallySum;
import dev.rollcall.receiver.store.StorableTime;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An agent's tallies, understood.
 *
 * @param from    the first hour; null for no bound
 * @param to      the hour after the last; null for no bound
 * @param recount whether rows are to be counted
 * @param windows what was counted
 */
public record Asked(@Nullable LocalDateTime from, @Nullable LocalDateTime to, boolean recount, List<Window> windows) {

    /** The name under which a sum over everything goes. */
    static final String WHOLE = "";

    private static final String WINDOW = "windows[].";

    public Asked {
        windows = List.copyOf(windows);
    }

    /**
     * What was counted of one device.
     *
     * @param device its key
     * @param level  how finely
     * @param sums   by the name of the place
     * @param at     the day whose hours are told, or the hour whose events are named; null at other levels
     * @param events these events; null at other levels
     */
    public record Window(
            DeviceKey device,
            Level level,
            SortedMap<String, TallySum> sums,
            @Nullable LocalDateTime at,
            @Nullable List<EventKey> events) {}

    /**
     * Understands a message.
     *
     * @throws WrongFieldException if a field makes no sense or is missing
     */
    public static Asked of(TalliesMessage message) {
        List<Window> windows = Fields.whole("windows", message.windows()).stream()
                .map(Asked::windowOf)
                .toList();
        return new Asked(
                hourOrNull("from", message.from()),
                hourOrNull("to", message.to()),
                Boolean.TRUE.equals(message.recount()),
                windows);
    }

    private static @Nullable LocalDateTime hourOrNull(String field, @Nullable String text) {
        return text == null ? null : hour(field, text);
    }

    private static LocalDateTime hour(String field, @Nullable String text) {
        String hour = Fields.present(field, text);
        return Fields.read(field, () -> StorableTime.checked(TallySheet.hourNamed(hour)));
    }

    private static LocalDate day(String field, @Nullable String text) {
        String day = Fields.present(field, text);
        return Fields.read(field, () -> StorableTime.day(day));
    }

    private static Window windowOf(TalliesMessage.Window window) {
        String name = Fields.present(WINDOW + "level", window.level());
        Level level = Fields.read(WINDOW + "level", () -> Level.valueOf(name));
        Fields.present(WINDOW + "device", window.device());
        DeviceKey device = Fields.read(WINDOW + "device", () -> DeviceKey.of(window.device()));
        if (level == Level.EVENT) {
            return new Window(device, level, new TreeMap<>(), hour(WINDOW + "at", window.at()), keys(window));
        }
        SortedMap<String, TallySum> sums = new TreeMap<>();
        for (TalliesMessage.Count count : Fields.whole(WINDOW + "tallies", window.tallies())) {
            TallySum sum = Fields.read(WINDOW + "tallies[].hash", () -> new TallySum(count.events(), count.hash()));
            sums.put(place(level, count.at()), sum);
        }
        LocalDateTime day =
                level == Level.HOUR ? day(WINDOW + "at", window.at()).atStartOfDay() : null;
        return new Window(device, level, sums, day, null);
    }

    private static String place(Level level, @Nullable String at) {
        String field = WINDOW + "tallies[].at";
        return switch (level) {
            case ALL, EVENT -> WHOLE;
            case DAY -> day(field, at).toString();
            case HOUR -> TallySheet.nameOf(hour(field, at));
        };
    }

    private static List<EventKey> keys(TalliesMessage.Window window) {
        String field = WINDOW + "events";
        return Fields.whole(field, window.events()).stream()
                .map(key ->
                        Fields.read(field, () -> new EventKey(EventId.of(key.id()), new ContentDigest(key.content()))))
                .toList();
    }
}
