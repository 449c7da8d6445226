package dev.rollcall.attendance.event;

/**
 * The public name of one event, computed from its content, the same on every agent and receiver.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record EventId(String hex) implements Comparable<EventId> {

    public EventId {
        if (!isForm(hex)) {
            throw new IllegalArgumentException("event id '" + hex + "' is not 32 lower-case hexadecimal digits");
        }
    }

    /** Returns the id with exactly these digits. */
    public static EventId of(String hex) {
        return new EventId(hex);
    }

    @Override
    public int compareTo(EventId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }

    /** Tells whether a text is 32 lower-case hexadecimal digits. Asked for every id of every batch, so without a regular expression. */
    public static boolean isForm(String hex) {
        boolean form = hex.length() == 32;
        for (int index = 0; form && index < hex.length(); index++) {
            char digit = hex.charAt(index);
            form = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
        }
        return form;
    }
}
