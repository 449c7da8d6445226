package dev.rollcall.attendance.event;

/** The factor a person actually used, as told by the event's code; not the mode the terminal is configured for. */
public enum VerifyMethod {
    CARD,
    FINGERPRINT,
    FACE,
    PIN,
    /** Two or more factors together. */
    COMBINED,
    /** The code does not tell, or no person is involved. */
    UNKNOWN
}
