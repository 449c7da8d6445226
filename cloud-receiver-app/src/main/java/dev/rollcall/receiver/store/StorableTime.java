package dev.rollcall.receiver.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The times that the tables hold and that are asked for: of the years 0 to 9999, as four digits write them. */
public final class StorableTime {

    private static final int LAST_YEAR = 9999;

    private StorableTime() {}

    /** Tells whether a year can be stored. */
    public static boolean isStorable(int year) {
        return year >= 0 && year <= LAST_YEAR;
    }

    /**
     * Reads a day such as {@code 2026-11-23}.
     *
     * @throws DateTimeException if it is none, or of another year
     */
    public static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        check(day.getYear());
        return day;
    }

    /**
     * Returns a wall clock.
     *
     * @throws DateTimeException if it is of another year
     */
    public static LocalDateTime checked(LocalDateTime wallClock) {
        check(wallClock.getYear());
        return wallClock;
    }

    /**
     * Returns an instant.
     *
     * @throws DateTimeException if it is of another year in UTC
     */
    public static Instant checked(Instant instant) {
        check(instant.atOffset(ZoneOffset.UTC).getYear());
        return instant;
    }

    private static void check(int year) {
        if (!isStorable(year)) {
            throw new DateTimeException("the year " + year + " is not one of 0 to " + LAST_YEAR);
        }
    }
}
