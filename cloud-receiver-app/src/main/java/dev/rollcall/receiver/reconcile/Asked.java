package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.exchange.TalliesMessage;
import dev.rollcall.attendance.exchange.TalliesMessage.Level;
import dev.rollcall.attendance.identity.ContentDigest;
import dev.rollcall.attendance.reconcile.EventKey;
import dev.rollcall.attendance.reconcile.TallySum;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
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
     * Understands a message whose required fields are there.
     *
     * @throws IllegalArgumentException    if a field makes no sense
     * @throws java.time.DateTimeException if a time cannot be read
     */
    public static Asked of(TalliesMessage message) {
        List<Window> windows = new ArrayList<>();
        for (TalliesMessage.Window window : message.windows()) {
            windows.add(windowOf(window));
        }
        return new Asked(
                hourOrNull(message.from()), hourOrNull(message.to()), Boolean.TRUE.equals(message.recount()), windows);
    }

    /** Reads an hour such as {@code 2026-11-23T08}. */
    static LocalDateTime hour(String text) {
        return LocalDateTime.parse(text + ":00");
    }

    /** Writes an hour. */
    static String name(LocalDateTime hour) {
        return hour.toString().substring(0, "2026-11-23T08".length());
    }

    private static @Nullable LocalDateTime hourOrNull(@Nullable String text) {
        return text == null ? null : hour(text);
    }

    private static Window windowOf(TalliesMessage.Window window) {
        Level level = Level.valueOf(window.level());
        DeviceKey device = DeviceKey.of(window.device());
        if (level == Level.EVENT) {
            return new Window(device, level, new TreeMap<>(), hour(required("at", window.at())), keys(window));
        }
        SortedMap<String, TallySum> sums = new TreeMap<>();
        for (TalliesMessage.Count count : required("tallies", window.tallies())) {
            sums.put(place(level, count.at()), new TallySum(count.events(), count.hash()));
        }
        LocalDateTime day = level == Level.HOUR
                ? LocalDate.parse(required("at", window.at())).atStartOfDay()
                : null;
        return new Window(device, level, sums, day, null);
    }

    private static String place(Level level, @Nullable String at) {
        return switch (level) {
            case ALL, EVENT -> WHOLE;
            case DAY -> LocalDate.parse(required("at", at)).toString();
            case HOUR -> name(hour(required("at", at)));
        };
    }

    private static List<EventKey> keys(TalliesMessage.Window window) {
        return required("events", window.events()).stream()
                .map(key -> new EventKey(EventId.of(key.id()), new ContentDigest(key.content())))
                .toList();
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("field '" + field + "' is missing");
        }
        return value;
    }
}
