package dev.rollcall.attendance.event;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a wall clock is written wherever it is compared as text: to the second, always with it, without offset. */
public final class WallClock {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private WallClock() {}

    /** Returns for example {@code 2026-11-23T09:00:00}; a part of a second is left out. */
    public static String toSecond(LocalDateTime wallClock) {
        return SECOND.format(wallClock);
    }
}
