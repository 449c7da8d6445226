package dev.rollcall.agent.journal;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When a record that was not understood can have been, by its device's clock.
 *
 * @param notBefore the first second that it can have been; null if nothing is known of that
 * @param notAfter  the last second that it can have been; null if nothing is known of that
 */
public record TimeBounds(
        @Nullable LocalDateTime notBefore, @Nullable LocalDateTime notAfter) {

    /** Nothing is known. */
    public static final TimeBounds UNKNOWN = new TimeBounds(null, null);

    /** Returns the bounds of what tells its time itself. */
    public static TimeBounds at(LocalDateTime wallClock) {
        return new TimeBounds(wallClock, wallClock);
    }

    /** Returns the bounds of what the device has shown in a piece of time, which has at least a second. */
    public static TimeBounds within(LocalDateTime from, LocalDateTime to) {
        return new TimeBounds(from, to.minusSeconds(1));
    }

    /** Tells whether both ends are known. */
    public boolean isKnown() {
        return notBefore != null && notAfter != null;
    }

    /** Tells whether it can have been in a piece of time, by all that is known. */
    public boolean touches(LocalDateTime from, LocalDateTime to) {
        return (notBefore == null || notBefore.isBefore(to)) && (notAfter == null || !notAfter.isBefore(from));
    }

    /**
     * Returns what is known when the same record was seen once more. Where both cannot be so (two records of the same bytes; a device that
     * shows its end second twice) it can have been in either.
     */
    public TimeBounds narrowedBy(TimeBounds other) {
        if (isExact() || other.equals(UNKNOWN)) {
            return this;
        }
        if (other.isExact()) {
            return other;
        }
        LocalDateTime from = notBefore == null ? other.notBefore : later(notBefore, other.notBefore);
        LocalDateTime to = notAfter == null ? other.notAfter : earlier(notAfter, other.notAfter);
        boolean possible = from == null || to == null || !from.isAfter(to);
        return possible ? new TimeBounds(from, to) : either(other);
    }

    private boolean isExact() {
        return notBefore != null && notBefore.equals(notAfter);
    }

    private TimeBounds either(TimeBounds other) {
        return new TimeBounds(
                notBefore == null || other.notBefore == null ? null : earlier(notBefore, other.notBefore),
                notAfter == null || other.notAfter == null ? null : later(notAfter, other.notAfter));
    }

    private static LocalDateTime later(LocalDateTime one, @Nullable LocalDateTime other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    private static LocalDateTime earlier(LocalDateTime one, @Nullable LocalDateTime other) {
        return other != null && other.isBefore(one) ? other : one;
    }
}
