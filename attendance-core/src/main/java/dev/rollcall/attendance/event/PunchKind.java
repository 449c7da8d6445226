package dev.rollcall.attendance.event;

/** What a punch says about direction, in the terminal's own terms. */
public enum PunchKind {
    CHECK_IN,
    CHECK_OUT,
    BREAK_OUT,
    BREAK_IN,
    OVERTIME_IN,
    OVERTIME_OUT,
    /** A successful punch to which the terminal gave no direction; the usual case unless attendance keys are configured. */
    UNSPECIFIED,
    /** A person or card was refused: no punch, but somebody stood there. */
    DENIED,
    /** No person is involved: clock, power, door and operation events. */
    NOT_A_PUNCH;

    /** Tells whether a person was let through and hours may follow from it. */
    public boolean isPunch() {
        return this != DENIED && this != NOT_A_PUNCH;
    }
}
