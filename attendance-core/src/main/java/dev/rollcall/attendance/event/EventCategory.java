package dev.rollcall.attendance.event;

/** What an event is about, as far as its fate depends on it. */
public enum EventCategory {
    /** Names a person or a card. */
    PERSON,
    /** The device clock was or may have been set. */
    CLOCK,
    /** Power came or went, or the device restarted. */
    POWER,
    /** The log or the device was reset or cleared. */
    RESET,
    /** A door, lock, button or contact. */
    DOOR,
    /** Somebody operated the device, our own log-ins among them. */
    OPERATION,
    /** Everything else. */
    OTHER;

    /**
     * Tells whether events of this category travel to the receiver. The others stay in the journal and are reported as
     * covered serial ranges.
     */
    public boolean goesToReceiver() {
        return this == PERSON || this == CLOCK || this == POWER || this == RESET;
    }
}
