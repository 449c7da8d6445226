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
 * @param days           how many days where none is named; 0 compares with the receiver alone, but for days that are not shown to be
 *                       complete yet
 * @param reading        whether every record is read and compared instead of being counted
 * @param readsUncounted whether days that a device cannot count are read
 * @param recount        whether journal and receiver count their rows instead of trusting what they kept
 * @param older          whether it is found out if the receiver lacks something of earlier days as well
 */
public record VerifyScope(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        int days,
        boolean reading,
        boolean readsUncounted,
        boolean recount,
        boolean older) {

    /** The least that is compared at once of what is older. */
    private static final int STEP_DAYS = 31;

    /** These days, and nothing of earlier ones. */
    public VerifyScope(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            int days,
            boolean reading,
            boolean readsUncounted,
            boolean recount) {
        this(from, to, days, reading, readsUncounted, recount, false);
    }

    /**
     * How far back a comparison goes.
     *
     * @param older  whether what is older than these days is asked for as well
     * @param before only days before this, and only with the receiver; null for the days of the scope
     */
    public record Reach(boolean older, @Nullable LocalDate before) {

        /** The days of the scope, and nothing else. */
        public static final Reach LATELY = new Reach(false, null);

        /** Everything, in steps: the days of the scope, or those before a day. */
        static Reach everything(@Nullable LocalDate before) {
            return new Reach(true, before);
        }
    }

    /** Returns a scope that goes so far back. */
    public VerifyScope reaching(Reach reach) {
        LocalDate before = reach.before();
        return before == null
                ? new VerifyScope(from, to, days, reading, readsUncounted, recount, reach.older())
                : new VerifyScope(
                        before.minusDays(Math.max(days, STEP_DAYS)), before, 0, false, readsUncounted, false, true);
    }

    /** Returns the days to be compared with a device. */
    List<LocalDate> days(LocalDateTime position) {
        if (days == 0) {
            return List.of();
        }
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

    /** Tells whether all of the last days are compared, whatever the zones of the devices. */
    boolean reachesBack(int last, LocalDate today) {
        boolean begins = from == null ? days >= last : days > 0 && !from.isAfter(today.minusDays(last));
        return begins && (to == null || to.isAfter(today.plusDays(1)));
    }

    /** Tells whether days are named, and not only how many. */
    boolean isBounded() {
        return from != null || to != null;
    }

    /** Tells whether a day is none that is left out by name. */
    boolean isWithin(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
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
