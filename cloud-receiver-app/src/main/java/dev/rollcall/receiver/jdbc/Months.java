package dev.rollcall.receiver.jdbc;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The months by which wide tables are divided: the year times 100 plus the month, as first printed. Pure. */
final class Months {

    /** Where times are that say little about when something happened. */
    static final int ODD = 0;

    private static final int FIRST_YEAR = 2000;

    private Months() {}

    /** Returns the month of a printed time; {@link #ODD} before the year 2000 or more than a year after it was received. */
    static int of(LocalDateTime printed, Instant receivedAt) {
        LocalDateTime furthest =
                LocalDateTime.ofInstant(receivedAt, ZoneOffset.UTC).plusYears(1);
        boolean odd = printed.getYear() < FIRST_YEAR || printed.isAfter(furthest);
        return odd ? ODD : printed.getYear() * 100 + printed.getMonthValue();
    }

    /** Returns how the partition of a month is called, after its table's name. */
    static String suffix(int month) {
        return month == ODD ? "_odd" : "_" + month;
    }
}
