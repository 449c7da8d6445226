package dev.rollcall.receiver.reconcile;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Days that somebody asks about, by the devices' clocks.
 *
 * @param from  the first
 * @param to    the one after the last
 * @param named whether the end was named. If not, days that have not begun by a device's clock are none of them, unless something of them
 *              is stored
 */
public record AskedDays(LocalDate from, LocalDate to, boolean named) {

    public AskedDays {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("no day from " + from + " to before " + to);
        }
    }

    /** Returns how many they are at most. */
    long count() {
        return ChronoUnit.DAYS.between(from, to);
    }
}
