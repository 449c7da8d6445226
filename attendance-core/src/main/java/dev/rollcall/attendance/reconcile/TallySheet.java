package dev.rollcall.attendance.reconcile;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One device's tallies by the hours of its own clock, as the wall clocks of its events were printed. Hours without an event are
 * not in it. Immutable.
 */
public final class TallySheet {

    /** No event at all. */
    public static final TallySheet EMPTY = new TallySheet(new TreeMap<>());

    private static final int HOUR_LENGTH = "2026-11-23T08".length();

    private final NavigableMap<LocalDateTime, Tally> hours;

    private TallySheet(NavigableMap<LocalDateTime, Tally> hours) {
        this.hours = Collections.unmodifiableNavigableMap(hours);
    }

    /** Returns the hour that a wall clock belongs to. */
    public static LocalDateTime hourOf(LocalDateTime wallClock) {
        return wallClock.truncatedTo(ChronoUnit.HOURS);
    }

    /** Returns the name by which an hour is stored and travels, such as {@code 2026-11-23T08}; of any time within the hour. */
    public static String nameOf(LocalDateTime wallClock) {
        return wallClock.toString().substring(0, HOUR_LENGTH);
    }

    /**
     * Returns the hour of a name.
     *
     * @throws DateTimeException if it is the name of none
     */
    public static LocalDateTime hourNamed(String name) {
        LocalDateTime hour = LocalDateTime.parse(name + ":00");
        if (!hour.equals(hourOf(hour))) {
            throw new DateTimeException("'" + name + "' is no whole hour; write it like 2026-11-23T08");
        }
        return hour;
    }

    /** Returns a sheet of these hours; those that count nothing are left out. */
    public static TallySheet of(Map<LocalDateTime, Tally> hours) {
        TreeMap<LocalDateTime, Tally> sorted = new TreeMap<>();
        hours.forEach((hour, tally) -> sorted.merge(hourOf(hour), tally, Tally::plus));
        sorted.values().removeIf(Tally::isZero);
        return new TallySheet(sorted);
    }

    /** Returns both sheets together. */
    public TallySheet plus(TallySheet other) {
        Map<LocalDateTime, Tally> all = new TreeMap<>(hours);
        other.hours.forEach((hour, tally) -> all.merge(hour, tally, Tally::plus));
        return of(all);
    }

    /**
     * Returns the part of a window; nothing of one that ends before it begins.
     *
     * @param fromInclusive its first hour; null for no bound
     * @param toExclusive   the hour after its last; null for no bound
     */
    public TallySheet within(@Nullable LocalDateTime fromInclusive, @Nullable LocalDateTime toExclusive) {
        if (fromInclusive != null && toExclusive != null && !fromInclusive.isBefore(toExclusive)) {
            return EMPTY;
        }
        NavigableMap<LocalDateTime, Tally> part = hours;
        part = fromInclusive == null ? part : part.tailMap(fromInclusive, true);
        part = toExclusive == null ? part : part.headMap(toExclusive, false);
        return new TallySheet(new TreeMap<>(part));
    }

    /** Returns the tally of everything. */
    public Tally total() {
        return hours.values().stream().reduce(Tally.ZERO, Tally::plus);
    }

    /** Returns the tallies of the hours, in order. */
    public SortedMap<LocalDateTime, Tally> hours() {
        return hours;
    }

    /** Returns the tallies of the days, in order. */
    public SortedMap<LocalDate, Tally> days() {
        TreeMap<LocalDate, Tally> days = new TreeMap<>();
        hours.forEach((hour, tally) -> days.merge(hour.toLocalDate(), tally, Tally::plus));
        return days;
    }

    /** Returns the tally of a day. */
    public Tally day(LocalDate day) {
        return within(day.atStartOfDay(), day.plusDays(1).atStartOfDay()).total();
    }

    /** Returns the sums of days or hours in the form that travels, under the name that each has there. */
    public static <K> SortedMap<String, TallySum> sums(SortedMap<K, Tally> tallies, Function<K, String> name) {
        TreeMap<String, TallySum> sums = new TreeMap<>();
        tallies.forEach((place, tally) -> sums.put(name.apply(place), tally.sum()));
        return sums;
    }

    /** Returns the names under which two lots of sums differ; what one lacks counts nothing there. */
    public static SortedMap<String, TallySum> differing(Map<String, TallySum> mine, Map<String, TallySum> theirs) {
        TreeMap<String, TallySum> differing = new TreeMap<>();
        theirs.forEach((name, sum) -> {
            if (!sum.equals(mine.getOrDefault(name, TallySum.ZERO))) {
                differing.put(name, sum);
            }
        });
        mine.forEach((name, sum) -> {
            if (!theirs.containsKey(name) && !sum.equals(TallySum.ZERO)) {
                differing.put(name, TallySum.ZERO);
            }
        });
        return differing;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TallySheet sheet && hours.equals(sheet.hours);
    }

    @Override
    public int hashCode() {
        return hours.hashCode();
    }

    @Override
    public String toString() {
        return hours.toString();
    }
}
