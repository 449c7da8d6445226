package dev.rollcall.attendance.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ValueRange;
import java.util.Locale;

/**
 * Times as ISO-8601 text and back. The usual forms are written and read digit by digit, since each event has half a dozen of them
 * on its way; all others as the JDK does it. The results are the same.
 */
public final class IsoText {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final int SECOND_LENGTH = "2026-01-31T12:00:00".length();
    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd.ddddddddd";
    private static final ValueRange YEARS_OF_FOUR_DIGITS = ValueRange.of(0, 9_999);

    private IsoText() {}

    /** Writes a wall clock as {@code 2026-01-31T12:00:00}, always with seconds and never more; text order is time order. */
    public static String of(LocalDateTime wallClock) {
        int year = wallClock.getYear();
        if (!YEARS_OF_FOUR_DIGITS.isValidValue(year)) {
            return SECOND.format(wallClock);
        }
        StringBuilder text = new StringBuilder(SECOND_LENGTH);
        two(text, year / 100);
        two(text, year % 100);
        two(text.append('-'), wallClock.getMonthValue());
        two(text.append('-'), wallClock.getDayOfMonth());
        two(text.append('T'), wallClock.getHour());
        two(text.append(':'), wallClock.getMinute());
        two(text.append(':'), wallClock.getSecond());
        return text.toString();
    }

    /** Writes an instant as {@link Instant#toString} does. */
    public static String of(Instant instant) {
        try {
            LocalDateTime utc = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
            return of(utc) + fraction(instant.getNano()) + "Z";
        } catch (DateTimeException beyondWallClocks) {
            return instant.toString();
        }
    }

    /**
     * Reads a wall clock.
     *
     * @throws DateTimeException if {@link LocalDateTime#parse(CharSequence)} cannot read it either
     */
    public static LocalDateTime wallClock(String text) {
        return isUsualWallClock(text) ? digits(text) : LocalDateTime.parse(text);
    }

    /** Tells whether a wall clock is of the form that is read digit by digit. */
    static boolean isUsualWallClock(String text) {
        return text.length() == SECOND_LENGTH && hasShape(text, SECOND_LENGTH);
    }

    /**
     * Reads an instant.
     *
     * @throws DateTimeException if {@link Instant#parse} cannot read it either
     */
    public static Instant instant(String text) {
        return isUsualInstant(text)
                ? digits(text).toInstant(ZoneOffset.UTC).plusNanos(nano(text))
                : Instant.parse(text);
    }

    /** Tells whether an instant is of the form that is read digit by digit. Leap seconds and 24:00 are the JDK's business. */
    static boolean isUsualInstant(String text) {
        int end = text.length() - 1;
        boolean longEnough = end == SECOND_LENGTH || end > SECOND_LENGTH + 1;
        return longEnough
                && end <= SHAPE.length()
                && text.charAt(end) == 'Z'
                && hasShape(text, end)
                && two(text, 11) < 24
                && two(text, 17) < 60;
    }

    /** Reads the fraction between the seconds and the end. */
    private static int nano(String text) {
        int end = text.length() - 1;
        int nano = 0;
        for (int at = SECOND_LENGTH + 1; at < SHAPE.length(); at++) {
            nano = 10 * nano + (at < end ? text.charAt(at) - '0' : 0);
        }
        return nano;
    }

    /** Writes a fraction in thousandths, millionths or billionths, whichever is enough. */
    private static String fraction(int nano) {
        if (nano == 0) {
            return "";
        }
        int digits = nano % 1_000_000 == 0 ? 3 : nano % 1_000 == 0 ? 6 : 9;
        String all = Integer.toString(1_000_000_000 + nano);
        return "." + all.substring(1, digits + 1);
    }

    private static boolean hasShape(String text, int length) {
        boolean fits = true;
        for (int at = 0; fits && at < length; at++) {
            char wanted = SHAPE.charAt(at);
            char found = text.charAt(at);
            fits = wanted == 'd' ? found >= '0' && found <= '9' : found == wanted;
        }
        return fits;
    }

    private static LocalDateTime digits(String text) {
        return LocalDateTime.of(
                100 * two(text, 0) + two(text, 2),
                two(text, 5),
                two(text, 8),
                two(text, 11),
                two(text, 14),
                two(text, 17));
    }

    private static int two(String text, int at) {
        return 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
    }

    private static void two(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
