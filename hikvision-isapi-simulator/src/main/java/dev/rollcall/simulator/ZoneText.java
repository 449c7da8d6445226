package dev.rollcall.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;

/**
 * Writes a zone the POSIX way, with the sign turned round: CST-3:00:00 is UTC+03:00 (DS-K1A340FWX V1.2.7). Daylight saving
 * follows as {@code DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00}: how far the clock is put forward, and on which month,
 * week (5 for the last) and day of the week, Sunday 0, at which local time it changes.
 */
final class ZoneText {
    private static final int DAYS_OF_WEEK = 7;

    private ZoneText() {}

    /** The current offset alone. */
    static String of(ZoneOffset offset) {
        return "CST" + (offset.getTotalSeconds() < 0 ? "+" : "-") + clock(Math.abs(offset.getTotalSeconds()), "%d");
    }

    /** The standard offset and the rules of daylight saving as they will next change the clock. */
    static String of(ZoneId zone, Instant now) {
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition next = rules.nextTransition(now);
        ZoneOffsetTransition afterNext = next == null ? null : rules.nextTransition(next.getInstant());
        if (next == null || afterNext == null || next.isGap() == afterNext.isGap()) {
            return of(rules.getOffset(now));
        }
        ZoneOffsetTransition spring = next.isGap() ? next : afterNext;
        ZoneOffsetTransition autumn = next.isGap() ? afterNext : next;
        return of(spring.getOffsetBefore()) + "DST"
                + clock((int) spring.getDuration().abs().toSeconds(), "%02d") + "," + rule(spring) + "," + rule(autumn);
    }

    private static String rule(ZoneOffsetTransition change) {
        int day = change.getDateTimeBefore().getDayOfMonth();
        int week = change.getDateTimeBefore().toLocalDate().lengthOfMonth() - day < DAYS_OF_WEEK
                ? 5
                : (day - 1) / DAYS_OF_WEEK + 1;
        int weekDay = change.getDateTimeBefore().getDayOfWeek().getValue() % DAYS_OF_WEEK;
        LocalTime time = change.getDateTimeBefore().toLocalTime();
        return String.format(
                Locale.ROOT,
                "M%d.%d.%d/%s",
                change.getDateTimeBefore().getMonthValue(),
                week,
                weekDay,
                clock(time.toSecondOfDay(), "%02d"));
    }

    private static String clock(int seconds, String hours) {
        Duration time = Duration.ofSeconds(seconds);
        return String.format(
                Locale.ROOT, hours + ":%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
