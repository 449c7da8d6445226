package dev.rollcall.isapi.internal;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneOffsetTransitionRule.TimeDefinition;
import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a terminal's zone text: POSIX style, so the sign is turned round ({@code CST-3:00:00} is UTC+03:00, seen on
 * DS-K1A340FWX V1.2.7), with an optional daylight-saving suffix like {@code DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00}. An
 * unsigned value after the second name is how far the clock is put forward; a signed one is an offset, sign turned round
 * too. Internal to the module.
 */
public final class PosixZone {

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z<>+-]*?[A-Za-z>]([+-]?[\\d:]+)(?:([A-Za-z]+)([+-]?[\\d:]*),(M[^,]+),(M[^,]+))?");
    private static final Pattern CLOCK = Pattern.compile("([+-]?)(\\d{1,2})(?::(\\d{2}))?(?::(\\d{2}))?");
    private static final Pattern RULE =
            Pattern.compile("M(\\d{1,2})\\.([1-5])\\.([0-6])(?:/(\\d{1,2})(?::(\\d{2}))?(?::(\\d{2}))?)?");
    private static final int FIRST_RULED_YEAR = 2000;

    private PosixZone() {}

    /** The rules {@code text} stands for; null if it is not understood. */
    public static @Nullable ZoneRules parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher form = FORM.matcher(text.strip());
        try {
            return form.matches() ? rules(form) : null;
        } catch (DateTimeException | IllegalArgumentException outOfRange) {
            return null;
        }
    }

    /** The rules of a zone named like {@code Asia/Shanghai}; null if there is none of that name. */
    public static @Nullable ZoneRules ofName(@Nullable String name) {
        try {
            return name == null ? null : ZoneId.of(name.strip()).getRules();
        } catch (DateTimeException unknown) {
            return null;
        }
    }

    private static ZoneRules rules(Matcher form) {
        ZoneOffset standard = ZoneOffset.ofTotalSeconds(-seconds(form.group(1)));
        if (form.group(2) == null) {
            return ZoneRules.of(standard);
        }
        String clock = form.group(3);
        int forward = clock.isEmpty() ? 3600 : seconds(clock);
        boolean signed = clock.startsWith("+") || clock.startsWith("-");
        ZoneOffset summer = ZoneOffset.ofTotalSeconds(signed ? -forward : standard.getTotalSeconds() + forward);
        if (summer.equals(standard)) {
            return ZoneRules.of(standard);
        }
        List<ZoneOffsetTransitionRule> yearly = Stream.of(
                        rule(form.group(4), standard, standard, summer),
                        rule(form.group(5), standard, summer, standard))
                .sorted(Comparator.comparing(ZoneOffsetTransitionRule::getMonth))
                .toList();
        List<ZoneOffsetTransition> first = yearly.stream()
                .map(rule -> rule.createTransition(FIRST_RULED_YEAR))
                .toList();
        return ZoneRules.of(standard, first.get(0).getOffsetBefore(), List.of(), first, yearly);
    }

    private static ZoneOffsetTransitionRule rule(
            String text, ZoneOffset standard, ZoneOffset before, ZoneOffset after) {
        Matcher form = RULE.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(text);
        }
        int week = Integer.parseInt(form.group(2));
        int weekday = Integer.parseInt(form.group(3));
        int hour = form.group(4) == null ? 2 : Integer.parseInt(form.group(4));
        LocalTime time = LocalTime.of(hour % 24, orZero(form.group(5)), orZero(form.group(6)));
        if (hour > 24 || (hour == 24 && !time.equals(LocalTime.MIDNIGHT))) {
            throw new IllegalArgumentException(text);
        }
        return ZoneOffsetTransitionRule.of(
                Month.of(Integer.parseInt(form.group(1))),
                week == 5 ? -1 : 1 + 7 * (week - 1),
                weekday == 0 ? DayOfWeek.SUNDAY : DayOfWeek.of(weekday),
                time,
                hour == 24,
                TimeDefinition.WALL,
                standard,
                before,
                after);
    }

    private static int seconds(String clock) {
        Matcher form = CLOCK.matcher(clock);
        if (!form.matches()) {
            throw new IllegalArgumentException(clock);
        }
        int value = Integer.parseInt(form.group(2)) * 3600 + orZero(form.group(3)) * 60 + orZero(form.group(4));
        return form.group(1).equals("-") ? -value : value;
    }

    private static int orZero(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
