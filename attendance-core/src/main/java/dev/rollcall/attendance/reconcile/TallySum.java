package dev.rollcall.attendance.reconcile;

import java.util.regex.Pattern;

/**
 * A tally as it travels. Two that are equal are of the same events.
 *
 * @param events how many events
 * @param hash   {@link Tally#hash()}
 */
public record TallySum(long events, String hash) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    /** No event. */
    public static final TallySum ZERO = Tally.ZERO.sum();

    public TallySum {
        if (!FORM.matcher(hash).matches()) {
            throw new IllegalArgumentException(
                    "hash '" + hash + "' of a tally is not 32 lower-case hexadecimal digits");
        }
    }
}
