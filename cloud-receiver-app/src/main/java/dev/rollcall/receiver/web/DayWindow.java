package dev.rollcall.receiver.web;

import dev.rollcall.receiver.reconcile.AskedDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads days by the devices' clocks from the parameters of a request. */
final class DayWindow {

    private static final int DAYS = 31;
    private static final int MOST_DAYS = 400;

    private DayWindow() {}

    /**
     * Reads them from two parameters.
     *
     * @param from the first day; null for a month before the last
     * @param to   the day after the last; null for up to each device's today, which is tomorrow somewhere already
     */
    static AskedDays of(@Nullable String from, @Nullable String to, Instant now) {
        LocalDate end = to == null ? LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(2) : Parameters.day("to", to);
        LocalDate start = from == null ? end.minusDays(DAYS) : Parameters.day("from", from);
        if (!start.isBefore(end)) {
            throw Parameters.wrong("to", "it is not after 'from'");
        }
        if (ChronoUnit.DAYS.between(start, end) > MOST_DAYS) {
            throw Parameters.wrong("from", "at most " + MOST_DAYS + " days are told at once");
        }
        return new AskedDays(start, end, to != null);
    }
}
