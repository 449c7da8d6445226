package dev.rollcall.attendance.event;

import java.util.regex.Pattern;

/**
 * The public name of one event, computed from its content, the same on every agent and receiver.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record EventId(String hex) implements Comparable<EventId> {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    public EventId {
        if (!FORM.matcher(hex).matches()) {
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
}
