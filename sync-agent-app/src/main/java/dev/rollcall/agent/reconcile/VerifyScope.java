package dev.rollcall.agent.reconcile;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much is compared.
 *
 * @param from           the first day; null for {@code days} before the last
 * @param to             the day after the last; null for as far as the device is read
 * @param days           how many days where none is named
 * @param reading        whether every record is read and compared instead of being counted
 * @param readsUncounted whether days that a device cannot count are read
 * @param recount        whether journal and receiver count their rows instead of trusting what they kept
 */
public record VerifyScope(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        int days,
        boolean reading,
        boolean readsUncounted,
        boolean recount) {

    /** Returns the days to be compared with a device. */
    List<LocalDate> days(LocalDateTime position) {
        LocalDate end = to == null || to.isAfter(position.toLocalDate())
                ? position.toLocalDate().plusDays(1)
                : to;
        LocalDate start = from == null ? end.minusDays(days) : from;
        List<LocalDate> all = new ArrayList<>();
        for (LocalDate day = start; day.isBefore(end); day = day.plusDays(1)) {
            all.add(day);
        }
        return all;
    }

    /** Returns the first hour that is compared with the receiver; null for no bound. */
    @Nullable LocalDateTime firstHour(@Nullable LocalDateTime position) {
        if (from != null) {
            return from.atStartOfDay();
        }
        return position == null || recount
                ? null
                : position.toLocalDate().minusDays(days).atStartOfDay();
    }

    /** Returns the hour after the last one; null for no bound. */
    @Nullable LocalDateTime endHour() {
        return to == null ? null : to.atStartOfDay();
    }
}
