package dev.rollcall.attendance.event;

/** The way by which an event was seen. */
public enum Channel {
    /** Read by an agent from the terminal's log; the only channel that confirms. */
    POLL,
    /** Pushed by the terminal straight to the receiver. */
    WEBHOOK,
    /** Pushed by the terminal to an agent on its LAN. */
    LISTENER,
    /** Read from the terminal's event stream. */
    STREAM;

    /** Tells whether the event was read back from the terminal's log rather than claimed by a message that came in. */
    public boolean confirms() {
        return this == POLL;
    }
}
