package dev.rollcall.isapi.internal;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time as terminals print it: with an offset, with Z, with neither (seen in XML notifications of older firmware), with a
 * blank instead of the T, with fractions of a second. Internal to the module.
 */
public record TimeText(LocalDateTime wallClock, @Nullable ZoneOffset offset) {

    private static final Pattern FORM = Pattern.compile(
            "(\\d{4})-(\\d{1,2})-(\\d{1,2})[Tt ](\\d{1,2}):(\\d{2}):(\\d{2})(?:[.,](\\d{1,9})\\d*)?\\s*(.*)");
    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{1,2})(?::?(\\d{2}))?(?::?\\d{2})?");

    /** The time in {@code text}; null if it holds none. */
    public static @Nullable TimeText parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return null;
        }
        try {
            LocalDateTime wallClock = LocalDateTime.of(
                    part(form, 1),
                    part(form, 2),
                    part(form, 3),
                    part(form, 4),
                    part(form, 5),
                    part(form, 6),
                    nanos(form.group(7)));
            return new TimeText(wallClock, offset(form.group(8)));
        } catch (DateTimeException outOfRange) {
            return null;
        }
    }

    private static int part(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    private static @Nullable ZoneOffset offset(String text) {
        if (text.equalsIgnoreCase("Z")) {
            return ZoneOffset.UTC;
        }
        Matcher form = OFFSET.matcher(text);
        if (!form.matches()) {
            return null;
        }
        int sign = form.group(1).equals("-") ? -1 : 1;
        int minutes = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
        try {
            return ZoneOffset.ofHoursMinutes(sign * Integer.parseInt(form.group(2)), sign * minutes);
        } catch (DateTimeException outOfRange) {
            return null;
        }
    }
}
