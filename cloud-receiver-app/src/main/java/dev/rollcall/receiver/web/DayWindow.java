package dev.rollcall.receiver.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Days by the devices' clocks.
 *
 * @param from the first
 * @param to   the one after the last
 */
record DayWindow(LocalDate from, LocalDate to) {

    private static final int DAYS = 31;
    private static final int MOST_DAYS = 400;

    /**
     * Reads it from two parameters.
     *
     * @param from the first day; null for a month before the last
     * @param to   the day after the last; null for up to tomorrow, since it is tomorrow somewhere already
     */
    static DayWindow of(@Nullable String from, @Nullable String to, Instant now) {
        LocalDate end = to == null ? LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(2) : Parameters.day("to", to);
        LocalDate start = from == null ? end.minusDays(DAYS) : Parameters.day("from", from);
        if (!start.isBefore(end)) {
            throw Parameters.wrong("to", "it is not after 'from'");
        }
        if (ChronoUnit.DAYS.between(start, end) > MOST_DAYS) {
            throw Parameters.wrong("from", "at most " + MOST_DAYS + " days are told at once");
        }
        return new DayWindow(start, end);
    }
}
