package dev.rollcall.attendance.identity;

/** How two observations are related. */
public enum Relation {
    /** They have the same id. */
    SAME_ID,
    /** One event; one of the two channels did not carry the serial number. */
    SERIAL_MISSING,
    /** One event, printed under two offsets: daylight saving or a zone change between two reads. */
    REPRINT,
    /** Two events. */
    DIFFERENT
}
