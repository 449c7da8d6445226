package dev.rollcall.attendance.reconcile;

import dev.rollcall.attendance.event.EventId;

/**
 * A tally as it travels. Two that are equal are of the same events.
 *
 * @param events how many events
 * @param hash   {@link Tally#hash()}
 */
public record TallySum(long events, String hash) {

    /** No event. */
    public static final TallySum ZERO = Tally.ZERO.sum();

    public TallySum {
        if (!EventId.isForm(hash)) {
            throw new IllegalArgumentException(
                    "hash '" + hash + "' of a tally is not 32 lower-case hexadecimal digits");
        }
    }
}
