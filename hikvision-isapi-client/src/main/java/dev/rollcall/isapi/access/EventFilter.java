package dev.rollcall.isapi.access;

import org.jspecify.annotations.Nullable;

/**
 * Whose events to search; null means everybody's. The device is asked for them, and what it returns is filtered once more here,
 * since old firmware ignores these fields.
 *
 * @param cardNo the card exactly as the device prints it; case counts
 * @param employeeNo the person's number exactly as the device prints it, leading zeros included
 * @param name the person's whole name as the device prints it
 */
public record EventFilter(
        @Nullable String cardNo,
        @Nullable String employeeNo,
        @Nullable String name) {

    /** Everybody's events. */
    public static final EventFilter NONE = new EventFilter(null, null, null);

    public EventFilter {
        requireText("cardNo", cardNo);
        requireText("employeeNo", employeeNo);
        requireText("name", name);
    }

    /** Whether a record is one of these. */
    public boolean matches(EventRecord event) {
        return (cardNo == null || cardNo.equals(event.cardNo()))
                && (employeeNo == null || employeeNo.equals(event.employeeNo()))
                && (name == null || name.equals(event.name()));
    }

    private static void requireText(String what, @Nullable String text) {
        if (text != null && text.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty: leave the filter out instead");
        }
    }
}
