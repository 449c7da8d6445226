package dev.rollcall.attendance.reconcile;

/** What is known of one device's day. Only {@link #COMPLETE} is good news. */
public enum Verdict {
    /** Device, journal and receiver were compared and agree; nothing waits, nothing is missing. */
    COMPLETE,
    /** Something is missing, waits, or is told otherwise; it is named. */
    INCOMPLETE,
    /** Not all of the three could be asked, the day is not over, or something changed since. */
    UNKNOWN,
    /** The device can neither count nor show its records; the others may agree, but that is no agreement with it. */
    CANNOT_COUNT
}
